import type { RecordedEvent } from '@relight/shared/operation/events';

/** The newest events of one log, without gaps, for readers that are a little behind. */
export type Ring = {
  /** Adds the next event. */
  push(event: RecordedEvent): void;
  /** The events after `after` and up to `upTo`; undefined when the first of them is no longer, or was never, here. */
  between(after: number, upTo: number): readonly RecordedEvent[] | undefined;
};

/** Holds the newest `capacity` events, or up to a quarter more: old ones leave in bulk. */
export const createRing = (capacity: number): Ring => {
  let held: RecordedEvent[] = [];
  return {
    push(event) {
      held.push(event);
      if (held.length > capacity * 1.25) held = held.slice(-capacity);
    },
    between(after, upTo) {
      const [first] = held;
      if (first === undefined || after + 1 < first.seq) return undefined;
      return held.slice(after + 1 - first.seq, upTo + 1 - first.seq);
    },
  };
};
