import { type TroubleReport, troubleReport } from '@relight/shared/http/reports';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { describeIssues, flatten } from '../http/read-body.ts';
import { holdsUnstorable } from '../http/storable.ts';
import type { Line } from './parse-lines.ts';

/** A sender's clock may be this much ahead of ours. */
const MAX_AHEAD_MS = 5 * 60_000;
/** Older reports are history: nobody waits for a crew any more. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/** What is farther from every service point than this is in another utility’s area, or a mistake. */
const MAX_AWAY_M = 5_000;

export type Checked =
  | { readonly ok: true; readonly report: TroubleReport }
  | { readonly ok: false; readonly code: RejectionCode; readonly message: string };
export type RejectionCode =
  | 'malformedJson'
  | 'invalid'
  | 'inFuture'
  | 'tooOld'
  | 'servicePointUnknown'
  | 'outsideNetwork';

const reject = (code: RejectionCode, message: string): Checked => ({ ok: false, code, message });

/** One report, judged by itself: its form, its time, and whether its place can be found in the operation's network. */
export const checkReport = (line: Line, { network, now }: { network: NetworkFacts | null; now: number }): Checked => {
  if ('malformed' in line) return reject('malformedJson', line.malformed);
  const parsed = troubleReport.safeParse(line.value);
  if (!parsed.success) return reject('invalid', describeIssues(parsed.error.issues.flatMap(flatten).slice(0, 10)));
  const report = parsed.data;
  if ([report.id, report.servicePoint, report.note].some(holdsUnstorable)) {
    return reject('invalid', 'a text holds a character that cannot be stored (NUL, or half of a surrogate pair)');
  }
  const at = Date.parse(report.at);
  if (at > now + MAX_AHEAD_MS) {
    return reject('inFuture', `at: ${report.at} lies in the future; check the sender’s clock and time zone`);
  }
  if (at < now - MAX_AGE_MS) return reject('tooOld', `at: ${report.at} is more than 7 days ago`);
  return checkPlace(report, network) ?? { ok: true, report };
};

/** Why the place cannot be found; null if it can. A position helps where the network does not know the service point. */
const checkPlace = ({ servicePoint, lon, lat }: TroubleReport, network: NetworkFacts | null): Checked | null => {
  if (network === null) {
    if (lon !== undefined && lat !== undefined) return null;
    return reject('servicePointUnknown', 'servicePoint: this operation has no network; send lon and lat');
  }
  if (servicePoint !== undefined && network.servicePoint(servicePoint) !== undefined) return null;
  if (lon === undefined || lat === undefined) {
    return reject(
      'servicePointUnknown',
      'servicePoint: the network has none of this id; correct it, or send lon and lat',
    );
  }
  if (network.nearestServicePoint(lon, lat, MAX_AWAY_M) !== undefined) return null;
  return reject(
    'outsideNetwork',
    `lon, lat: nothing of the network is within ${MAX_AWAY_M / 1000} km; are they swapped?`,
  );
};
