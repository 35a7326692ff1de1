import type { NetworkFacts } from '@relight/shared/network/facts';
import { servicePointOf } from '@relight/shared/network/service-point-of';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import type { Placement } from './placement.ts';
import { verifyFirst } from './verify-first.ts';
import type { WaitingReport } from './waiting-reports.ts';

/**
 * Whoever reports a danger speaks of one place where somebody may be hurt, whatever outage it lies in: it is an incident of its own and no line
 * among the calls of a larger one. Further reports from the same service point belong to it.
 * @returns reports of dangers that are known, by incident; and those that are new, one placement for each service point
 */
export const dangersIn = (
  state: OperationState,
  facts: NetworkFacts,
  reports: readonly WaitingReport[],
): {
  readonly known: ReadonlyMap<IncidentId, readonly WaitingReport[]>;
  readonly fresh: readonly Extract<Placement, { kind: 'predict' }>[];
} => {
  const standing = new Map(
    Object.values(state.incidents)
      .filter(({ hazard, status }) => hazard && status !== 'restored')
      .flatMap(({ id, place }) => (place.servicePoint === undefined ? [] : [[place.servicePoint, id] as const])),
  );
  const known = new Map<IncidentId, WaitingReport[]>();
  const unknown: WaitingReport[] = [];
  for (const report of reports.filter(isDanger)) {
    const point = servicePointOf(report, facts);
    const incident = point === undefined ? undefined : standing.get(point.id);
    if (incident === undefined) unknown.push(report);
    else known.set(incident, [...(known.get(incident) ?? []), report]);
  }
  return { known, fresh: verifyFirst(unknown, facts).placements };
};

export const isDanger = ({ kind }: WaitingReport): boolean => kind === 'hazard';
