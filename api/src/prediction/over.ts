import type { IncidentId } from '@relight/shared/operation/ids';
import type { CallerAt } from '@relight/shared/operation/incident-of-caller';
import type { SettledBy } from '@relight/shared/operation/settled';
import type { WaitingReport } from './waiting-reports.ts';

/** A report of something that is over: the incident that it belongs to, where there was one. */
export type Over = {
  readonly report: WaitingReport;
  readonly incident: IncidentId | null;
  /** Whether the incident is still in the state, so that the log counts the report. */
  readonly isOpen: boolean;
  readonly reason: 'settled' | 'meterHasSupply' | 'tooOld';
};

type Asked = {
  readonly settledBy: SettledBy;
  /** Whether the meter of this service point has said since then that it has supply. */
  readonly suppliedSince: (section: number, servicePoint: string, since: number) => boolean;
  /** What was said before this instant is history: nobody waits for a crew because of it any more. */
  readonly oldest: string;
};

/**
 * Whether a report speaks of the past, and of which: supply came back after it was made, its own meter has said so since, or it is too old to
 * say anything of the present. Undefined for one that speaks of now.
 * @param where the caller is, and `home`, the open incident that this lies in
 */
export const overFor = (
  report: WaitingReport,
  where: { readonly at: CallerAt; readonly home: IncidentId | undefined },
  { settledBy, suppliedSince, oldest }: Asked,
): Over | undefined => {
  if (where.home !== undefined) return undefined;
  const { section, servicePoint } = where.at;
  const { at } = report;
  const settled = settledBy({ section, servicePoint, at });
  if (settled !== undefined)
    return { report, incident: settled.incident.id, isOpen: settled.isOpen, reason: 'settled' };
  const none = { report, incident: null, isOpen: false };
  if (section !== null && servicePoint !== null && suppliedSince(section, servicePoint, Date.parse(at)))
    return { ...none, reason: 'meterHasSupply' };
  return at < oldest ? { ...none, reason: 'tooOld' } : undefined;
};
