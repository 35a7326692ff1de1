/** A winter's day without weather; hours are local, and local is UTC in every simulation. */
const NOON = Date.UTC(2026, 0, 15, 12);
const AT_NIGHT = Date.UTC(2026, 0, 15, 1);

/** Turns minutes of an event into milliseconds since 1970, whole seconds. */
export const clockOf = (night: boolean) => {
  const start = night ? AT_NIGHT : NOON;
  return (minute: number): number => start + Math.round(minute * 60) * 1000;
};
