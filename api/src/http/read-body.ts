import type { Context } from 'hono';
import { z } from 'zod';
import { LIMITS } from '../limits/limits.ts';
import type { Env } from './env.ts';
import { MOST_MARKS, marksIn } from './json-marks.ts';
import { whereJsonBreaks } from './json-position.ts';
import { HttpProblem } from './problem.ts';
import { jsonHoldsUnstorable } from './storable.ts';

const MAX_BODY_BYTES = 1_000_000;
/** A day: a timer cannot run for more than 24. */
const LONGEST_MS = 86_400_000;
/** Whoever has not signed in has a name and a password to send, and may not fill the memory. */
const MAX_STRANGERS_BYTES = 16_000;

/**
 * The JSON body of a request, checked against its schema.
 * @throws HttpProblem 413, 415, 400 with the place where the text stops being JSON, or 422 naming every member that is wrong
 */
export const readBody = async <Schema extends z.ZodType>(
  c: Context<Env>,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new HttpProblem(415, 'notJson', 'Send the body as JSON, with the header Content-Type: application/json.');
  }
  const text = await readText(c, c.get('who') === null ? MAX_STRANGERS_BYTES : MAX_BODY_BYTES);
  if (marksIn(text) > MOST_MARKS) {
    throw new HttpProblem(413, 'tooMany', `The body has more than ${MOST_MARKS} members; nothing takes so many.`);
  }
  const value = parseJson(text);
  if (jsonHoldsUnstorable(text, value)) {
    throw new HttpProblem(
      422,
      'invalid',
      'A text holds a character that cannot be stored (NUL, or half of a surrogate pair).',
    );
  }
  return check(schema, value);
};

/**
 * The body as text, refused as soon as it is longer than allowed, whatever its headers promise, or comes slower than anybody sends.
 * @param arrived told the length of each piece; may throw to stop reading
 * @throws HttpProblem 400, 408, 413, 415
 */
export const readText = async (
  c: Context<Env>,
  maxBytes: number,
  arrived: (length: number) => void = () => {},
): Promise<string> => {
  const tooLong = () =>
    new HttpProblem(413, 'bodyTooLong', `The body is longer than ${maxBytes} bytes. Send it in several requests.`);
  requireAsItIs(c);
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLong();
  const { body } = c.req.raw;
  if (body === null) return '';
  const { graceSeconds, leastBytesPerSecond } = c.get('bodies') ?? LIMITS.bodies;
  // Piece by piece: to decode many megabytes in one go would hold everybody up.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  const begun = performance.now();
  let length = 0;
  const pieces = body.getReader();
  for (;;) {
    const dueMs = Math.min(LONGEST_MS, Math.max(graceSeconds, length / leastBytesPerSecond) * 1000);
    const { done, value } = await inTime(pieces.read(), begun + dueMs - performance.now());
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) throw tooLong();
    arrived(value.byteLength);
    text += decode(decoder, value);
  }
  return text + decode(decoder);
};

/** @param piece none says that it was the last */
const decode = (decoder: TextDecoder, piece?: Uint8Array): string => {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch {
    throw new HttpProblem(400, 'notUtf8', 'The body is not UTF-8 text.');
  }
};

/** A compressed body may unfold to any length; nobody here needs one. */
const requireAsItIs = (c: Context<Env>): void => {
  const encoding = c.req.header('content-encoding');
  if (encoding === undefined || /^\s*(identity)?\s*$/i.test(encoding)) return;
  throw new HttpProblem(415, 'encoded', 'Send the body as it is, without Content-Encoding.');
};

/** The next piece of a body, if it comes before so many milliseconds are over and the sender stays that long. */
const inTime = async <Piece>(piece: Promise<Piece>, ms: number): Promise<Piece> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(TOO_SLOW()), Math.max(0, ms));
  });
  try {
    return await Promise.race([piece, late]);
  } catch (error) {
    throw error instanceof HttpProblem
      ? error
      : new HttpProblem(400, 'bodyCutOff', 'The body ended before it was whole.');
  } finally {
    clearTimeout(timer);
  }
};

const TOO_SLOW = () =>
  new HttpProblem(
    408,
    'bodyTooSlow',
    'The body came too slowly, and nothing was taken. Send it again, in smaller pieces.',
    {
      headers: { Connection: 'close' },
    },
  );

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedJson(text, whereJsonBreaks(text));
  }
};

/** @param position where the body stops being JSON */
export const malformedJson = (text: string, position: number): HttpProblem =>
  new HttpProblem(400, 'malformedJson', `The body is not JSON: ${describeBreak(text, position)}.`);

/** Line, column and position, and nothing of the text itself. */
export const describeBreak = (text: string, position = whereJsonBreaks(text)): string => {
  if (text.trim() === '') return 'it is empty';
  let line = 1;
  let begin = 0;
  for (let at = 0; at < position; at++) {
    if (text.charCodeAt(at) !== 0x0a) continue;
    line += 1;
    begin = at + 1;
  }
  const place = `line ${line}, column ${position - begin + 1} (position ${position})`;
  return position >= text.length ? `it ends too early, at ${place}` : `it breaks at ${place}`;
};

/** @throws HttpProblem 422 naming every member that is wrong */
export const check = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.flatMap(flatten).slice(0, 20);
  throw new HttpProblem(422, 'invalid', describeIssues(details), { details });
};

export type InvalidMember = { readonly member: string; readonly message: string };

/** In words, for people and logs that show nothing but the message. */
export const describeIssues = (details: readonly InvalidMember[]): string =>
  details.map(({ member, message }) => (member === '' ? message : `${member}: ${message}`)).join('; ');

export const flatten = (issue: z.core.$ZodIssue): InvalidMember[] => {
  const member = z.core.toDotPath(issue.path as PropertyKey[]);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      member: member === '' ? key.slice(0, 60) : `${member}.${key.slice(0, 60)}`,
      message: 'is not known here; leave it out',
    }));
  }
  if (issue.code === 'invalid_union' && 'discriminator' in issue && typeof issue.discriminator === 'string') {
    return [{ member: member || issue.discriminator, message: 'is none of the known types' }];
  }
  return [{ member, message: issue.message }];
};
