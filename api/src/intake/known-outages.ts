import type { IntakeAnswer } from '@relight/shared/http/reports';
import { incidentLookup } from '@relight/shared/network/incident-lookup';
import { deadSections } from '@relight/shared/operation/customers-out';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import { incidentLabel } from '@relight/shared/operation/select';
import { type Said, type Settled, settledIn } from '@relight/shared/operation/settled';
import type { Incident, OperationState } from '@relight/shared/operation/state';

type Known = NonNullable<IntakeAnswer['known']>[number];

/**
 * What to tell callers whose outage is known: those within one that is confirmed, planned, or predicted and has an estimate; and those who
 * speak of one that is over.
 */
export const knownOutages = (
  state: OperationState,
  reports: readonly { readonly index: number; readonly said: Said }[],
  now: string,
): Known[] => {
  const known = Object.values(state.incidents).filter(isKnown);
  const { at } = incidentLookup(known.map((incident) => ({ id: incident.id, dead: deadSections(incident), incident })));
  const atPoint = new Map(known.map((incident) => [incident.place.servicePoint, incident]));
  const settledBy = settledIn(state);
  return reports.flatMap(({ index, said }) => {
    const { section, servicePoint } = said;
    const alone = servicePoint === null ? undefined : atPoint.get(servicePoint);
    const incident = alone ?? (section === null ? undefined : at(section)?.incident);
    if (incident !== undefined) return [{ index, ...telling(incident, now) }];
    const settled = settledBy(said);
    return settled === undefined ? [] : [{ index, ...tellingOfEnd(settled) }];
  });
};

const isKnown = ({ status, etr }: Incident): boolean =>
  status === 'confirmed' || status === 'partiallyRestored' || (status === 'predicted' && etr !== null);

const tellingOfEnd = ({ incident: { id, number }, at }: Settled): Omit<Known, 'index'> => ({
  incident: id,
  label: incidentLabel(number),
  planned: false,
  etr: null,
  etrStanding: 'none',
  restoredAt: at,
});

const telling = (incident: Incident, now: string): Omit<Known, 'index'> => ({
  incident: incident.id,
  label: incidentLabel(incident.number),
  planned: incident.confirmed?.reason === 'planned',
  ...toldEtr(incident, now),
});
