import type { Ranges } from '../network/ranges.ts';
import { subtractRanges, unionRanges } from '../network/ranges.ts';
import type { Incident, OperationState } from './state.ts';

/** Customers of one incident who are without supply now. */
export const customersOut = (incident: Incident): number => incident.extent.customers - incident.restored.customers;

/** Sections of one incident that are without supply now. */
export const deadSections = (incident: Incident): Ranges =>
  subtractRanges(incident.extent.ranges, incident.restored.ranges);

/** Customers of the whole operation who are without supply now. */
export const totalCustomersOut = (state: OperationState): number => {
  let total = 0;
  for (const incident of Object.values(state.incidents)) total += customersOut(incident);
  return total;
};

/** Every section without supply because of an incident other than `except`. */
export const allDeadSections = (state: OperationState, except: readonly string[] = []): Ranges => {
  // Sorted and joined once: in a storm of many hundreds, one by one would take seconds for every order.
  const dead: number[] = [];
  for (const incident of Object.values(state.incidents)) {
    if (!except.includes(incident.id)) dead.push(...deadSections(incident));
  }
  return unionRanges(dead, []);
};
