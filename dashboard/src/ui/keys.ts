/**
 * The one place where the page hears keys. Those that an input method takes while it composes reach nobody: its Enter ends a word and
 * its Escape drops one, neither is meant for what lies around the field. All others have one name, whatever Caps Lock, a full-width mode
 * or another alphabet makes of them.
 */
export type KeyHandler<Heard extends KeyboardEvent = KeyboardEvent> = (key: string, event: Heard) => void;

/** Before every other listener of the page, those of libraries included; once, when it starts. */
export const guardKeys = (page: EventTarget): void => {
  for (const type of ['keydown', 'keypress', 'keyup']) {
    page.addEventListener(
      type,
      (event) => {
        if (isOfInputMethod(event as KeyboardEvent)) event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
};

/** For `onKeyDown`. */
export const onKey =
  <Heard extends KeyboardEvent>(handle: KeyHandler<Heard>) =>
  (event: Heard): void =>
    handle(keyOf(event), event);

/** For elements that are not made here; returns how to stop. */
export const listenForKeys = (target: EventTarget, handle: KeyHandler): (() => void) => {
  const listener = (event: Event) => handle(keyOf(event as KeyboardEvent), event as KeyboardEvent);
  target.addEventListener('keydown', listener);
  return () => target.removeEventListener('keydown', listener);
};

/** How browsers name a key that an input method has taken. Safari says `isComposing` too late: after the Enter that ends it. */
const TAKEN = 229;
const TYPED_IN = 'input, textarea, [contenteditable]';

/** Where nothing is typed nothing is composed: an input method that is merely switched on may take no shortcut. */
const isOfInputMethod = (event: KeyboardEvent): boolean =>
  event.isComposing || (event.keyCode === TAKEN && (event.target as Element | null)?.closest?.(TYPED_IN) != null);

/** `j`, `J` with Shift alone, `?`, `Enter`: by what is printed on the key where it gives no such sign. */
export const keyOf = ({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string => {
  const sign = key.normalize('NFKC');
  const name = isPlain(sign) ? sign : (printedOn(code, shiftKey) ?? sign);
  if (!/^[a-z]$/i.test(name)) return name;
  return shiftKey ? name.toUpperCase() : name.toLowerCase();
};

const NAMELESS: ReadonlySet<string> = new Set(['Process', 'Unidentified', 'Dead']);
const isPlain = (sign: string): boolean => /^[\x20-\x7e]+$/.test(sign) && !NAMELESS.has(sign);

const printedOn = (code: string, shifted: boolean): string | undefined =>
  code === 'Slash' ? (shifted ? '?' : '/') : /^(?:Key|Digit)(.)$/.exec(code)?.[1];
