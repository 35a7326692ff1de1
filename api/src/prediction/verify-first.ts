import type { DeviceFacts, NetworkFacts } from '@relight/shared/network/facts';
import type { Placement } from './placement.ts';
import { SCORER_SERVICE } from './ruling.ts';
import type { WaitingReport } from './waiting-reports.ts';

/**
 * Reports that no prediction explains: each says something about its own service first, so its transformer is shown with the advice to
 * ask the meter. `left` has those before which no protective device stands.
 */
export const verifyFirst = (
  reports: readonly WaitingReport[],
  facts: NetworkFacts,
): { readonly placements: readonly Placement[]; readonly left: readonly WaitingReport[] } => {
  const byDevice = new Map<string, WaitingReport[]>();
  const left: WaitingReport[] = [];
  for (const report of reports) {
    const device = toLookAt(report, facts);
    if (device === undefined) left.push(report);
    else byDevice.set(device.id, [...(byDevice.get(device.id) ?? []), report]);
  }
  const placements = Array.from(byDevice, ([device, own]): Placement => {
    const began = Math.min(...own.map(({ at }) => Date.parse(at)));
    const ruling = { rule: SCORER_SERVICE, evidence: { calls: own.length } };
    return { kind: 'predict', device, reports: own, ruling, absorbs: [], began, since: null, nestedIn: null };
  });
  return { placements, left };
};

const toLookAt = ({ servicePoint, section, lon, lat }: WaitingReport, facts: NetworkFacts): DeviceFacts | undefined => {
  if (section === null) return undefined;
  const point =
    (servicePoint === null ? undefined : facts.servicePoint(servicePoint)) ??
    (lon === null || lat === null ? undefined : facts.nearestServicePoint(lon, lat, Number.POSITIVE_INFINITY));
  const path = point === undefined ? [] : facts.protectiveAbove(point.id);
  return path.find((device) => device.class === 'PowerTransformer') ?? path[0];
};
