import type { IntakeAnswer } from '@relight/shared/http/reports';
import { incidentLookup } from '@relight/shared/network/incident-lookup';
import { deadSections } from '@relight/shared/operation/customers-out';
import { incidentLabel } from '@relight/shared/operation/select';
import { type Said, type Settled, settledBy } from '@relight/shared/operation/settled';
import type { Incident, OperationState } from '@relight/shared/operation/state';

type Known = NonNullable<IntakeAnswer['known']>[number];

/**
 * What to tell callers whose outage is known: those within one that is confirmed, planned, or predicted and has an estimate; and those who
 * speak of one that is over.
 */
export const knownOutages = (
  state: OperationState,
  reports: readonly { readonly index: number; readonly said: Said }[],
): Known[] => {
  const { at } = incidentLookup(
    Object.values(state.incidents)
      .filter(isKnown)
      .map((incident) => ({ id: incident.id, dead: deadSections(incident), incident })),
  );
  const atPoint = new Map(
    Object.values(state.incidents)
      .filter(isKnown)
      .map((incident) => [incident.place.servicePoint, incident]),
  );
  return reports.flatMap(({ index, said }) => {
    const { section, servicePoint } = said;
    const alone = servicePoint === null ? undefined : atPoint.get(servicePoint);
    const incident = alone ?? (section === null ? undefined : at(section)?.incident);
    if (incident !== undefined) return [{ index, ...telling(incident) }];
    const settled = settledBy(state, said);
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
  restoredAt: at,
});

const telling = ({ id, number, confirmed, etr }: Incident): Omit<Known, 'index'> => ({
  incident: id,
  label: incidentLabel(number),
  planned: confirmed?.reason === 'planned',
  etr: etr?.at ?? null,
});
