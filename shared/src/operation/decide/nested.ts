import { refuse } from '../../decider.ts';
import { subtractRanges } from '../../network/ranges.ts';
import type { Context } from '../context.ts';
import type { EventOf } from '../events.ts';
import type { IncidentId } from '../ids.ts';
import { earlier } from '../instants.ts';
import { restoredGroups } from '../interruptions/lose.ts';
import type { Refusal } from '../refusals.ts';
import type { OperationState } from '../state.ts';
import type { Site } from './extents.ts';
import { minutesBetween, noOpenIncident } from './guards.ts';

export type Nested = {
  readonly since: string;
  readonly facts: NonNullable<EventOf<'outagePredicted'>['nested']>;
};

/**
 * What an incident gives up to one that was found inside it after its restoration: these customers never had supply, so their interruption
 * goes on from its beginning, and what was counted for them is taken back. The other one may be finished by now.
 */
export const nestedOf = (
  state: OperationState,
  id: IncidentId,
  { within: ranges, extent: { customers } }: Pick<Site, 'within' | 'extent'>,
  { network }: Context,
): Nested | Refusal => {
  const outside = (all: readonly number[]) => subtractRanges(ranges, all).length > 0;
  const open = state.incidents[id];
  if (open !== undefined) {
    if (outside(open.restored.ranges)) return refuse('notBelow', { incident: id });
    const groups = restoredGroups(open, ranges, (some) => network?.extentOf(some).customers ?? 0);
    // Of one service point, only its own share of the section was never back.
    const counted = groups.reduce((sum, it) => sum + it.customers, 0);
    const share = counted === 0 ? 1 : Math.min(1, customers / counted);
    const returned = groups.reduce(
      (sum, it) => sum + share * it.customers * minutesBetween(it.since, it.restoredAt),
      0,
    );
    const [first] = groups;
    const since = groups.reduce((began, it) => earlier(began, it.since), first?.since ?? open.since);
    return {
      since,
      facts: {
        incident: id,
        customers: Math.min(customers, open.restored.customers),
        customerMinutesReturned: Math.min(returned, open.customerMinutes),
      },
    };
  }
  const line = state.finished.recent.find((one) => one.id === id && one.end === 'closed');
  if (line === undefined) return noOpenIncident(state, id);
  if (outside(line.ranges)) return refuse('notBelow', { incident: id });
  // Of a finished incident it is no longer known who came back in which step: each is taken to have come back with the last.
  const given = Math.min(customers, line.customers);
  return {
    since: line.since,
    facts: {
      incident: id,
      customers: given,
      customerMinutesReturned: Math.min(
        given * minutesBetween(line.since, line.restoredAt ?? line.since),
        line.customerMinutes,
      ),
    },
  };
};
