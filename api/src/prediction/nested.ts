import { hasSection, type Ranges, subtractRanges } from '@relight/shared/network/ranges';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';

/** What shows itself this soon after a restoration was out before it: engineering default, a little more than a delayed call takes. */
const WINDOW_MS = 20 * 60_000;

/**
 * The incident in which an outage was hidden: one whose restoration brought supply back to all of these sections not long before the
 * outage seems to have begun. Its customers then have had one interruption, from the beginning of that one.
 * @param began milliseconds
 */
export const nestedIn = (state: OperationState, ranges: Ranges, began: number): IncidentId | null => {
  const [first] = ranges;
  if (first === undefined) return null;
  const within = (all: Ranges) => subtractRanges(ranges, all).length === 0;
  const soon = (restored: string | null | undefined) => restored != null && began <= Date.parse(restored) + WINDOW_MS;
  for (const { id, restored, steps } of Object.values(state.incidents)) {
    if (!within(restored.ranges)) continue;
    if (soon(steps.findLast((step) => hasSection(step.ranges, first))?.at)) return id;
  }
  return (
    state.finished.recent.findLast((line) => line.end === 'closed' && within(line.ranges) && soon(line.restoredAt))
      ?.id ?? null
  );
};
