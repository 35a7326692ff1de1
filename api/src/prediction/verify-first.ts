import type { NetworkFacts } from '@relight/shared/network/facts';
import { servicePointOf } from '@relight/shared/network/service-point-of';
import type { Placement } from './placement.ts';
import { SCORER_SERVICE } from './ruling.ts';
import type { WaitingReport } from './waiting-reports.ts';

type Alone = Extract<Placement, { kind: 'predict' }>;

/**
 * Reports that no prediction explains: each says something about its own service and nothing else, so that one is shown with the advice to ask
 * the meter. `left` has those near which there is no service point.
 */
export const verifyFirst = (
  reports: readonly WaitingReport[],
  facts: NetworkFacts,
): { readonly placements: readonly Alone[]; readonly left: readonly WaitingReport[] } => {
  const byPoint = new Map<string, WaitingReport[]>();
  const left: WaitingReport[] = [];
  for (const report of reports) {
    const point = servicePointOf(report, facts);
    if (point === undefined) left.push(report);
    else byPoint.set(point.id, [...(byPoint.get(point.id) ?? []), report]);
  }
  const placements = Array.from(byPoint, ([device, own]): Alone => {
    const began = Math.min(...own.map(({ at }) => Date.parse(at)));
    const ruling = { rule: SCORER_SERVICE, evidence: { calls: own.length } };
    return { kind: 'predict', device, reports: own, ruling, absorbs: [], began, since: null, nestedIn: null };
  });
  return { placements, left };
};
