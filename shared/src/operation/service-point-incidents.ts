import type { NetworkFacts } from '../network/facts.ts';
import { hasSection, NO_SECTIONS, type Ranges } from '../network/ranges.ts';
import { customersOut, deadSections } from './customers-out.ts';
import { openIncidents } from './open-incidents.ts';
import type { Incident, OperationState } from './state.ts';

/**
 * An incident at one service point counts that point's customers and nobody else of the section that it stands in: its extent has no sections.
 */
export type PointOut = { readonly servicePoint: string; readonly section: number; readonly customers: number };

/**
 * Service points in these sections that are without supply by themselves, each because of an incident of its own.
 * @param except incidents that are passed over
 */
export const pointsOutWithin = (
  state: Pick<OperationState, 'incidents'>,
  network: Pick<NetworkFacts, 'servicePoint'>,
  ranges: Ranges,
  except: readonly string[] = [],
): readonly PointOut[] => {
  const found: PointOut[] = [];
  for (const incident of openIncidents(state)) {
    const { servicePoint } = incident.place;
    if (servicePoint === undefined || except.includes(incident.id)) continue;
    const customers = customersOut(incident);
    const section = network.servicePoint(servicePoint)?.section;
    if (customers > 0 && section !== undefined && hasSection(ranges, section))
      found.push({ servicePoint, section, customers });
  }
  return found;
};

/** The sections in which an incident has people without supply: its dead ones, or the one that its service point stands in. */
export const sectionsOut = (incident: Incident, network: Pick<NetworkFacts, 'servicePoint'>): Ranges => {
  if (incident.place.servicePoint === undefined) return deadSections(incident);
  return customersOut(incident) === 0 ? NO_SECTIONS : sectionsTouched(incident, network);
};

/** The sections that an incident is or was about, whoever has supply back. */
export const sectionsTouched = (
  { place: { servicePoint }, extent }: Pick<Incident, 'place' | 'extent'>,
  network: Pick<NetworkFacts, 'servicePoint'>,
): Ranges => {
  if (servicePoint === undefined) return extent.ranges;
  const section = network.servicePoint(servicePoint)?.section;
  return section === undefined ? NO_SECTIONS : [section, section + 1];
};
