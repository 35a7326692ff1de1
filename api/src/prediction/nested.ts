import { hasSection, type Ranges } from '@relight/shared/network/ranges';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';

/** What shows itself this soon after a restoration was out before it: engineering default, a little more than a delayed call takes. */
const WINDOW_MS = 20 * 60_000;

/**
 * The open incident in which an outage was hidden: one whose restoration brought supply back to these sections not long before the
 * outage seems to have begun. Its customers then have had one interruption, from the beginning of that one.
 */
export const nestedIn = (state: OperationState, ranges: Ranges, since: number): IncidentId | null => {
  const [first] = ranges;
  if (first === undefined) return null;
  for (const incident of Object.values(state.incidents)) {
    if (!hasSection(incident.restored.ranges, first)) continue;
    const step = incident.steps.findLast((one) => hasSection(one.ranges, first));
    if (step !== undefined && since <= Date.parse(step.at) + WINDOW_MS) return incident.id;
  }
  return null;
};
