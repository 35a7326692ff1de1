import { setImmediate } from 'node:timers/promises';
import { marksIn } from '../http/json-marks.ts';
import { HttpProblem } from '../http/problem.ts';
import { describeBreak, malformedJson } from '../http/read-body.ts';
import { endedLines, itemsOf, LONGEST_LINE, whereItBreaks } from './cut-lines.ts';

/** One line of an intake as it came: a value, or why there is none. */
export type Line = { readonly value: unknown } | { readonly malformed: string };

/** Characters read before other requests get their turn: some milliseconds. */
const A_TURN = 250_000;
/** Marks of one line at most, and of all on average: many times what the fullest line has. */
const MARKS_OF_ONE = 100;
const MARKS_A_LINE = 25;

/**
 * What was sent, in any of the forms that senders use: one JSON object, an array of them, or one object on each line (NDJSON, known by
 * its content type or by its look). A line of NDJSON that is not JSON spoils only itself. Each is read by itself, and the desk is let in
 * between: a body of millions of members, read in one go, would keep everybody waiting for seconds.
 * @param most lines at once; more are refused before they are read
 * @throws HttpProblem 413, or 400 with the place where a single JSON text breaks
 */
export const parseLines = async (text: string, contentType: string, most: number): Promise<Line[]> => {
  const byLine = /ndjson|jsonl|json-seq/i.test(contentType) || looksLikeLines(text);
  const lines: Line[] = [];
  let marks = most * MARKS_A_LINE;
  let turn = A_TURN;
  for (const { end, item, broken } of byLine ? endedLines(text) : itemsOf(text)) {
    if (end >= turn) {
      await setImmediate();
      turn = end + A_TURN;
    }
    if (broken !== undefined) throw malformedJson(text, broken);
    if (item === undefined) continue;
    const line = text.slice(item.begin, item.end);
    if (byLine && line.trim() === '') continue;
    requireAtMost(most, lines.length + 1);
    if (line.length > LONGEST_LINE) {
      lines.push({ malformed: `the line is longer than ${LONGEST_LINE} characters` });
      continue;
    }
    const own = marksIn(line);
    marks -= own;
    if (marks < 0) throw tooManyMembers(most);
    if (own > MARKS_OF_ONE) {
      lines.push({ malformed: `the line has more than ${MARKS_OF_ONE} members` });
      continue;
    }
    const parsed = tryParse(line);
    if (parsed !== undefined) lines.push(parsed);
    else if (byLine) lines.push({ malformed: `the line is not JSON: ${describeBreak(line.trim())}` });
    else throw malformedJson(text, whereItBreaks(text, item.begin, item.end));
  }
  return lines;
};

/** @throws HttpProblem 413 */
export const requireAtMost = (most: number, lines: number): void => {
  if (lines > most) {
    throw new HttpProblem(413, 'tooMany', `At most ${most} lines in one request; send them in several.`);
  }
};

const tooManyMembers = (most: number) =>
  new HttpProblem(
    413,
    'tooMany',
    `More members than ${most} lines have; send it in several requests, and only the members that are known here.`,
  );

const tryParse = (line: string): Line | undefined => {
  try {
    return { value: JSON.parse(line) };
  } catch {
    return undefined;
  }
};

/** A first line that is an object by itself, with more after it. */
const looksLikeLines = (text: string): boolean => {
  const start = text.trimStart();
  const end = start.indexOf('\n');
  if (!start.startsWith('{') || end === -1 || end > LONGEST_LINE || start.slice(end).trim() === '') return false;
  const first = start.slice(0, end);
  return marksIn(first) <= MARKS_OF_ONE && tryParse(first) !== undefined;
};
