import { hasSection, subtractRanges } from '../../network/ranges.ts';
import { without } from '../customers-out.ts';
import type { EventOf } from '../events.ts';
import type { Incident, OperationState } from '../state.ts';
import { changeIncident } from './change-incident.ts';

/** The incident that a nested one was found in gives those customers up, with the minutes it had counted for them: each counts once. */
export const giveUp = (state: OperationState, { nested, extent }: EventOf<'outagePredicted'>): OperationState => {
  if (nested === undefined) return state;
  const { customers, customerMinutesReturned } = nested;
  if (state.incidents[nested.incident] !== undefined) {
    return changeIncident(state, nested.incident, (it) => withoutExtent(it, extent, nested));
  }
  const { finished } = state;
  return {
    ...state,
    finished: {
      ...finished,
      customersInterrupted: finished.customersInterrupted - customers,
      customerMinutes: finished.customerMinutes - customerMinutesReturned,
      recent: finished.recent.map((line) =>
        line.id === nested.incident
          ? {
              ...line,
              customers: line.customers - customers,
              customerMinutes: line.customerMinutes - customerMinutesReturned,
              ranges: subtractRanges(line.ranges, extent.ranges),
            }
          : line,
      ),
    },
  };
};

const withoutExtent = (
  it: Incident,
  extent: Incident['extent'],
  { customers, customerMinutesReturned }: NonNullable<EventOf<'outagePredicted'>['nested']>,
): Incident => ({
  ...it,
  extent: {
    ...it.extent,
    ranges: subtractRanges(it.extent.ranges, extent.ranges),
    customers: it.extent.customers - customers,
    important: without(it.extent.important, extent.important),
  },
  restored: {
    ranges: subtractRanges(it.restored.ranges, extent.ranges),
    customers: it.restored.customers - customers,
    important: without(it.restored.important, extent.important),
  },
  partly: it.partly.filter(({ section }) => !hasSection(extent.ranges, section)),
  customerMinutes: it.customerMinutes - customerMinutesReturned,
});
