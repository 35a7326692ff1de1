import { type TroubleReport, troubleReport } from '@relight/shared/http/reports';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { describeIssues, flatten } from '../http/read-body.ts';
import { holdsUnstorable } from '../http/storable.ts';
import type { Line } from './parse-lines.ts';

/** A sender's clock may be this much ahead of ours. */
const MAX_AHEAD_MS = 5 * 60_000;
/** Older reports are history: nobody waits for a crew any more. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

export type Checked =
  | { readonly ok: true; readonly report: TroubleReport }
  | { readonly ok: false; readonly code: RejectionCode; readonly message: string };
export type RejectionCode = 'malformedJson' | 'invalid' | 'inFuture' | 'tooOld' | 'servicePointUnknown';

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
  const { servicePoint, lon, lat } = report;
  if (servicePoint !== undefined && (lon === undefined || lat === undefined)) {
    if (network === null) {
      return reject('servicePointUnknown', 'servicePoint: this operation has no network; send lon and lat');
    }
    if (network.servicePoint(servicePoint) === undefined) {
      return reject(
        'servicePointUnknown',
        'servicePoint: the network has none of this id; correct it, or send lon and lat',
      );
    }
  }
  return { ok: true, report };
};
