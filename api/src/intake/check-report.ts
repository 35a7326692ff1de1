import { distanceM } from '@relight/shared/geo/distance';
import { type TroubleReport, troubleReport } from '@relight/shared/http/reports';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { PREDICTION } from '@relight/shared/rules/prediction-thresholds';
import { type Checked, checkLine, reject } from './check-line.ts';
import type { Line } from './parse-lines.ts';

/** What is farther from every service point than this is in another utility’s area, or a mistake. */
const MAX_AWAY_M = 5_000;

/** A report, and the section of the network that it speaks of: null where no service point is near enough to say. */
export type CheckedReport = TroubleReport & { readonly section: number | null };

/** One report, judged by itself: its form, its time, and whether its place can be found in the operation's network. */
export const checkReport = (
  line: Line,
  { network, now }: { network: NetworkFacts | null; now: number },
): Checked<CheckedReport> => {
  const checked = checkLine(line, troubleReport, now);
  return checked.ok ? checkPlace(checked.item, network) : checked;
};

/** A position helps where the network does not know the service point. */
const checkPlace = (report: TroubleReport, network: NetworkFacts | null): Checked<CheckedReport> => {
  const { servicePoint, lon, lat } = report;
  const positioned = lon !== undefined && lat !== undefined;
  if (network === null) {
    if (positioned) return { ok: true, item: { ...report, section: null } };
    return reject('servicePointUnknown', 'servicePoint: this operation has no network; send lon and lat');
  }
  const named = servicePoint === undefined ? undefined : network.servicePoint(servicePoint);
  if (named !== undefined) return { ok: true, item: { ...report, section: named.section } };
  if (!positioned) {
    return reject(
      'servicePointUnknown',
      'servicePoint: the network has none of this id; correct it, or send lon and lat',
    );
  }
  const near = network.nearestServicePoint(lon, lat, MAX_AWAY_M);
  if (near === undefined) {
    return reject(
      'outsideNetwork',
      `lon, lat: nothing of the network is within ${MAX_AWAY_M / 1000} km; are they swapped?`,
    );
  }
  const said = distanceM(near, { lon, lat }) <= PREDICTION.values.locateM;
  return { ok: true, item: { ...report, section: said ? near.section : null } };
};
