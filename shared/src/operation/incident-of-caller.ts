import { incidentLookup } from '../network/incident-lookup.ts';
import { deadSections } from './customers-out.ts';
import type { Incident } from './state.ts';

/** Where a caller is: at which service point, and in which section; null where that is not known. */
export type CallerAt = { readonly servicePoint: string | null; readonly section: number | null };

/**
 * In which of these incidents a caller is: the one at the caller's own service point, or else the one that has the section in the dark. Of a
 * flood of callers, the incidents are looked through once.
 */
export const incidentOfCaller = (incidents: readonly Incident[]): ((caller: CallerAt) => Incident | undefined) => {
  const { at } = incidentLookup(
    incidents.map((incident) => ({ id: incident.id, dead: deadSections(incident), incident })),
  );
  const alone = new Map(
    incidents.flatMap((incident) => {
      const { servicePoint } = incident.place;
      return servicePoint === undefined ? [] : [[servicePoint, incident] as const];
    }),
  );
  return ({ servicePoint, section }) =>
    (servicePoint === null ? undefined : alone.get(servicePoint)) ??
    (section === null ? undefined : at(section)?.incident);
};
