import type { Sql } from '@relight/db/connect';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { hasSection } from '@relight/shared/network/ranges';
import { servicePointOf } from '@relight/shared/network/service-point-of';
import type { IncidentId } from '@relight/shared/operation/ids';
import { incidentOfCaller } from '@relight/shared/operation/incident-of-caller';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { readReportsOf, type WaitingReport } from './waiting-reports.ts';

/**
 * Reports that are counted in an outage which a person has put elsewhere or parted, from callers who are not in what it is now: those of a part
 * belong to the part, and the others are to be weighed by themselves. What a person has joined stays joined.
 */
export const readPartedCalls = async (
  sql: Sql,
  operation: string,
  state: OperationState,
  facts: NetworkFacts | null,
): Promise<readonly WaitingReport[]> => {
  const parted = partedIncidents(state);
  if (facts === null || parted.size === 0) return [];
  const reports = await readReportsOf(sql, operation, [...parted.keys()]);
  const home = incidentOfCaller(Object.values(state.incidents).filter(({ status }) => status !== 'restored'));
  return reports.filter((report) => {
    const own = report.from === undefined ? undefined : parted.get(report.from);
    const { section } = report;
    if (own === undefined || section === null) return false;
    const servicePoint = servicePointOf(report, facts)?.id ?? null;
    const now = home({ section, servicePoint });
    return now === undefined ? !holds(own, section, servicePoint) : now.id !== own.id;
  });
};

/** Those that a person has pinned, and those that something was parted from. */
const partedIncidents = ({ incidents }: OperationState): ReadonlyMap<IncidentId, Incident> =>
  new Map(
    Object.values(incidents)
      .flatMap(({ id, hold }) => (hold?.kind === 'pinned' ? [id] : (hold?.from ?? [])))
      .flatMap((id) => {
        const incident = incidents[id];
        return incident === undefined || incident.status === 'restored' ? [] : [[id, incident] as const];
      }),
  );

/** Whether a caller was interrupted by it, or by what a person has made part of it. */
const holds = ({ extent, place, absorbed }: Incident, section: number, servicePoint: string | null): boolean =>
  [{ extent, place }, ...absorbed.filter(({ joined }) => joined)].some(
    (it) => hasSection(it.extent.ranges, section) || (servicePoint !== null && it.place.servicePoint === servicePoint),
  );
