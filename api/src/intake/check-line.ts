import { OLDEST_LINE_MS } from '@relight/shared/http/reports';
import { holdsBidiControls } from '@relight/shared/text/bidi';
import type { z } from 'zod';
import { describeIssues, flatten } from '../http/read-body.ts';
import { holdsUnstorable } from '../http/storable.ts';
import type { Line } from './parse-lines.ts';

/** A sender's clock may be this much ahead of ours. What it says counts as of now: the order of events is that of one clock. */
const MAX_AHEAD_MS = 5 * 60_000;

export type Checked<Item> =
  | { readonly ok: true; readonly item: Item }
  | { readonly ok: false; readonly code: RejectionCode; readonly message: string };
export type RejectionCode =
  | 'malformedJson'
  | 'invalid'
  | 'inFuture'
  | 'tooOld'
  | 'servicePointUnknown'
  | 'outsideNetwork'
  | 'deviceUnknown'
  | 'notOperable'
  | 'noNetwork';

export const reject = (code: RejectionCode, message: string) => ({ ok: false, code, message }) as const;

/** What every line of an intake has: its form, storable texts, and a time that can be true. The place is for the caller to judge. */
export const checkLine = <Item extends { readonly at: string }>(
  line: Line,
  schema: z.ZodType<Item>,
  now: number,
): Checked<Item> => {
  if ('malformed' in line) return reject('malformedJson', line.malformed);
  const parsed = schema.safeParse(line.value);
  if (!parsed.success) return reject('invalid', describeIssues(parsed.error.issues.flatMap(flatten).slice(0, 10)));
  const item = parsed.data;
  if (Object.values(item).some((value) => typeof value === 'string' && holdsUnstorable(value))) {
    return reject('invalid', 'a text holds a character that cannot be stored (NUL, or half of a surrogate pair)');
  }
  if (Object.values(item).some((value) => typeof value === 'string' && holdsBidiControls(value))) {
    return reject('invalid', 'an id holds an invisible sign that turns the direction of writing; take it out');
  }
  const at = Date.parse(item.at);
  if (at > now + MAX_AHEAD_MS) {
    return reject('inFuture', `at: ${item.at} lies in the future; check the sender’s clock and time zone`);
  }
  if (at < now - OLDEST_LINE_MS) return reject('tooOld', `at: ${item.at} is more than 7 days ago`);
  return { ok: true, item };
};
