/** Longer than between the two taps of a wet finger or a glove, shorter than it takes to read a new button. */
const REST_MS = 600;

/**
 * A button that takes no press while it is new, has just been pressed, or has changed what it says: the second of two taps, or one that
 * was on its way, must not count twice nor land on what came under the thumb meanwhile.
 * @param told whether it rests, whenever that changes
 */
export const makeRest = (told: (resting: boolean) => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = () => {
    clearTimeout(timer);
    told(true);
    timer = setTimeout(() => {
      timer = undefined;
      told(false);
    }, REST_MS);
  };
  return {
    begin,
    press(act: () => void): void {
      if (timer !== undefined) return;
      begin();
      act();
    },
    stop: () => clearTimeout(timer),
  };
};
