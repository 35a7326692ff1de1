import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import type { DispatchId } from '@relight/shared/operation/ids';
import type { RecallReason } from '@relight/shared/operation/vocabulary';

/** How a dispatch came to its end. */
export type Ending = {
  readonly kind: 'recalled' | 'timedOut' | 'declined' | 'completed' | 'unknown';
  readonly at: string | null;
  readonly by: Actor | null;
  readonly reason: RecallReason | null;
};

/** Looks up in the log why a dispatch is no longer there. */
export const endingOf = (dispatch: DispatchId, recent: readonly RecordedEvent[]): Ending => {
  const line = recent.findLast(
    ({ event }) => ENDS.has(event.type) && 'dispatch' in event && event.dispatch === dispatch,
  );
  if (line === undefined) return { kind: 'unknown', at: null, by: null, reason: null };
  const facts = { at: line.at, by: line.actor };
  switch (line.event.type) {
    case 'crewRecalled':
      return { kind: 'recalled', ...facts, reason: line.event.reason };
    case 'dispatchTimedOut':
      return { kind: 'timedOut', ...facts, reason: null };
    case 'dispatchDeclined':
      return { kind: 'declined', ...facts, reason: null };
    default:
      return { kind: 'completed', ...facts, reason: null };
  }
};

const ENDS: ReadonlySet<string> = new Set([
  'crewRecalled',
  'dispatchTimedOut',
  'dispatchDeclined',
  'fieldWorkCompleted',
]);
