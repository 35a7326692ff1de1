import type { Incident, OperationState } from './state.ts';

type Incidents = OperationState['incidents'];

const lists = new WeakMap<Incidents, readonly Incident[]>();

/**
 * All open incidents, as a list that is made once for each state: of a storm's thousands, a record takes longer to walk through than
 * everything that a rule then does with them. Not for the folding of a log, which changes a record that nobody has seen.
 */
export const openIncidents = ({ incidents }: Pick<OperationState, 'incidents'>): readonly Incident[] => {
  const known = lists.get(incidents);
  if (known !== undefined) return known;
  const list = Object.values(incidents);
  lists.set(incidents, list);
  return list;
};
