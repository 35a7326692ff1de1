import { hasSection } from '../network/ranges.ts';
import type { Incident, OperationState } from './state.ts';
import { planOf } from './switching-plans.ts';

/** What a crew has before it; a service point has no feeder of its own, some devices are of none, and of some the section is not known. */
export type WithinReach = {
  readonly id: string;
  readonly feeder?: string | undefined;
  readonly section?: number | undefined;
};

/**
 * Whether a crew at this outage may record by itself that it switched, cut or fed this: something of the outage's own feeder or plan, within
 * its extent, or that was switched because of it. Anything else is the desk's to confirm: a slip there would put a quarter in the dark.
 */
export const isInReach = (
  state: Pick<OperationState, 'plans' | 'switching'>,
  incident: Incident,
  { id, feeder, section }: WithinReach,
): boolean => {
  const { devices, cuts, generators } = state.switching;
  return (
    (feeder !== undefined && feeder !== '' && feeder === incident.place.feeder) ||
    (section !== undefined && hasSection(incident.extent.ranges, section)) ||
    planOf(state, incident.id)?.steps.some(({ device }) => device === id) === true ||
    [devices[id], cuts[id], generators[id]].some((changed) => changed?.incident === incident.id)
  );
};
