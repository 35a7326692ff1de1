import type { RecordedEvent } from '../events.ts';
import type { Hold, Incident } from '../state.ts';
import type { HoldReason } from '../vocabulary.ts';

type Said = { readonly reason?: HoldReason | undefined; readonly note?: string | undefined };

/** That somebody has taken an outage out of the hands of the rules; what spoke against an earlier such word is dealt with by that. */
export const holdOf = (
  kind: Hold['kind'],
  { reason, note }: Said,
  { at, actor }: Pick<RecordedEvent, 'at' | 'actor'>,
): Hold => ({ kind, at, by: actor, reason: reason ?? null, note: note ?? null });

/** The same incident, locked or not. */
export const withHold = ({ hold: _hold, ...incident }: Incident, hold: Hold | null): Incident =>
  hold === null ? { ...incident, locked: false } : { ...incident, locked: true, hold };
