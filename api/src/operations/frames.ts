import type { RecordedEvent } from '@relight/shared/operation/events';
import type { OperationState } from '@relight/shared/operation/state';
import type { Down } from '@relight/shared/protocol/down';

/** Messages as they go over the wire: written once, sent to everybody. */
export const frame = (message: Down): Buffer => Buffer.from(JSON.stringify(message));

// An event is written down once, however many batches it is part of.
const texts = new WeakMap<RecordedEvent, string>();
const textOf = (event: RecordedEvent): string => {
  let text = texts.get(event);
  if (text === undefined) {
    text = JSON.stringify(event);
    texts.set(event, text);
  }
  return text;
};

/** `{ kind: 'events' }` of one or more events. */
export const eventsFrame = (events: readonly RecordedEvent[]): Buffer =>
  Buffer.from(`{"kind":"events","events":[${events.map(textOf).join(',')}]}`);

export const snapshotFrame = (state: OperationState): Buffer => frame({ kind: 'snapshot', state });
