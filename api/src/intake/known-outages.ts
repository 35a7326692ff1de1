import type { IntakeAnswer } from '@relight/shared/http/reports';
import { incidentLookup } from '@relight/shared/network/incident-lookup';
import { deadSections } from '@relight/shared/operation/customers-out';
import { incidentLabel } from '@relight/shared/operation/select';
import type { Incident, OperationState } from '@relight/shared/operation/state';

type Known = NonNullable<IntakeAnswer['known']>[number];

/** What to tell callers whose outage is known: those within one that is confirmed, planned, or predicted and has an estimate. */
export const knownOutages = (
  state: OperationState,
  reports: readonly { readonly index: number; readonly section: number | null }[],
): Known[] => {
  const { at } = incidentLookup(
    Object.values(state.incidents)
      .filter(isKnown)
      .map((incident) => ({ id: incident.id, dead: deadSections(incident), incident })),
  );
  return reports.flatMap(({ index, section }) => {
    const incident = section === null ? undefined : at(section)?.incident;
    return incident === undefined ? [] : [{ index, ...telling(incident) }];
  });
};

const isKnown = ({ status, etr }: Incident): boolean =>
  status === 'confirmed' || status === 'partiallyRestored' || (status === 'predicted' && etr !== null);

const telling = ({ id, number, confirmed, etr }: Incident): Omit<Known, 'index'> => ({
  incident: id,
  label: incidentLabel(number),
  planned: confirmed?.reason === 'planned',
  etr: etr?.at ?? null,
});
