import { type Accessor, createMemo, type JSX, Match, Show, untrack } from 'solid-js';

type HeldProps<T> = {
  readonly when: T | undefined | null | false;
  readonly fallback?: JSX.Element;
  readonly children: (value: Accessor<NonNullable<T>>) => JSX.Element;
};

/**
 * `Show` and `Match` for what may go away while it is on the screen, such as an incident that is closed. Solid's own accessor throws when
 * a computation reads the value in the very update in which it went, and that update then stays half done on the whole page. Here it
 * keeps the last value for as long as the part of the page that reads it exists.
 */
export const ShowHeld = <T,>(props: HeldProps<T>): JSX.Element => {
  const last = createLast(() => props.when);
  return (
    <Show when={isThere(props.when)} fallback={props.fallback}>
      {held(() => props.children(last))}
    </Show>
  );
};

export const MatchHeld = <T,>(props: Omit<HeldProps<T>, 'fallback'>): JSX.Element => {
  const last = createLast(() => props.when);
  return <Match when={isThere(props.when)}>{held(() => props.children(last))}</Match>;
};

/** Elements are made once and follow by themselves; a mere text would stay as it was, so it is made again when what it says changes. */
const held = (make: () => JSX.Element): JSX.Element => {
  const made = untrack(make);
  return typeof made === 'string' || typeof made === 'number' ? (make as unknown as JSX.Element) : made;
};

const isThere = (value: unknown): boolean => Boolean(value);

const createLast = <T,>(value: () => T | undefined | null | false): Accessor<NonNullable<T>> =>
  createMemo<T | undefined>((before) => value() || before) as Accessor<NonNullable<T>>;
