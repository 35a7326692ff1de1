import type { IntakeAnswer } from '@relight/shared/http/reports';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import { incidentOfCaller } from '@relight/shared/operation/incident-of-caller';
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
  const outageOf = incidentOfCaller(Object.values(state.incidents).filter(isKnown));
  const settledBy = settledIn(state);
  return reports.flatMap(({ index, said }) => {
    const incident = outageOf(said);
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
