import { HttpProblem } from '../http/problem.ts';
import { describeBreak, parseJson } from '../http/read-body.ts';

/** One line of an intake as it came: a value, or why there is none. */
export type Line = { readonly value: unknown } | { readonly malformed: string };

/**
 * What was sent, in any of the forms that senders use: one JSON object, an array of them, or one object on each line (NDJSON, known by
 * its content type or by its look). A line that is not JSON spoils only itself.
 * @param most lines at once; more are refused before they are read, because reading millions would hold everybody up
 * @throws HttpProblem 413, or 400 with the place where a single JSON text breaks
 */
export const parseLines = (text: string, contentType: string, most: number): Line[] => {
  requireNoMoreThan(most, text);
  if (/ndjson|jsonl|json-seq/i.test(contentType) || looksLikeLines(text)) return eachLine(linesOf(text, most));
  const value = parseJson(text);
  if (!Array.isArray(value)) return [{ value }];
  requireAtMost(most, value.length);
  return value.map((item) => ({ value: item }));
};

/** Commas and opening brackets of one line on average, at most: twice what the fullest line has, for commas in its note. */
const MARKS_A_LINE = 25;

/**
 * JSON of millions of members in one line is read in one go, and nobody else is heard for seconds.
 * @throws HttpProblem 413
 */
const requireNoMoreThan = (most: number, text: string): void => {
  let left = most * MARKS_A_LINE;
  for (let at = 0; at < text.length && left >= 0; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x5b || code === 0x7b) left--;
  }
  if (left >= 0) return;
  throw new HttpProblem(
    413,
    'tooMany',
    `More members than ${most} lines have; send it in several requests, and only the members that are known here.`,
  );
};

/** @throws HttpProblem 413 */
export const requireAtMost = (most: number, lines: number): void => {
  if (lines > most) {
    throw new HttpProblem(413, 'tooMany', `At most ${most} lines in one request; send them in several.`);
  }
};

const linesOf = (text: string, most: number): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at);
    const end = next === -1 ? text.length : next;
    const line = text.slice(at, end).trim();
    if (line !== '') lines.push(line);
    requireAtMost(most, lines.length);
    at = end + 1;
  }
  return lines;
};

const eachLine = (lines: readonly string[]): Line[] =>
  lines.map((line) => {
    try {
      return { value: JSON.parse(line) };
    } catch {
      return { malformed: `the line is not JSON: ${describeBreak(line)}` };
    }
  });

/** A first line that is an object by itself, with more after it. */
const looksLikeLines = (text: string): boolean => {
  const start = text.trimStart();
  const end = start.indexOf('\n');
  if (!start.startsWith('{') || end === -1 || start.slice(end).trim() === '') return false;
  try {
    JSON.parse(start.slice(0, end));
    return true;
  } catch {
    return false;
  }
};
