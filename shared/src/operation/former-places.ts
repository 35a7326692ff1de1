import type { IncidentId } from './ids.ts';
import type { FinishedIncident, OperationState } from './state.ts';
import type { Place } from './values.ts';

/**
 * The incident that stood at a place until rules made it part of another prediction that is still nothing more. A number belongs to its place:
 * where the evidence comes back to that place, so does the number.
 * @param id of a device or of a service point
 */
export const formerlyAt = (
  { incidents, finished: { recent } }: Pick<OperationState, 'incidents' | 'finished'>,
  id: string,
): Pick<FinishedIncident, 'id' | 'number'> | undefined => {
  const into = new Map<IncidentId, IncidentId>();
  for (const { id: part, mergedInto } of recent) if (mergedInto !== null) into.set(part, mergedInto);
  const end = (incident: IncidentId): IncidentId => {
    let at = incident;
    for (let next = into.get(at); next !== undefined && incidents[at] === undefined; next = into.get(at)) at = next;
    return at;
  };
  const stillPredicted = (incident: IncidentId) => incidents[end(incident)]?.status === 'predicted';
  return recent.findLast(
    (line) =>
      line.mergedInto !== null &&
      isAt(line.place, id) &&
      incidents[line.id] === undefined &&
      stillPredicted(line.mergedInto),
  );
};

/** Whether a place is the device or the service point of this id. */
const isAt = ({ device, servicePoint }: Place, id: string): boolean => device === id || servicePoint === id;

/** The id of the device or the service point at a place; null where it has only a name. */
export const idOfPlace = ({ device, servicePoint }: Place): string | null => device ?? servicePoint ?? null;
