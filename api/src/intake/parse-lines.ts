import { describeBreak, parseJson } from '../http/read-body.ts';

/** One line of an intake as it came: a value, or why there is none. */
export type Line = { readonly value: unknown } | { readonly malformed: string };

/**
 * What was sent, in any of the forms that senders use: one JSON object, an array of them, or one object on each line (NDJSON, known by
 * its content type or by its look). A line that is not JSON spoils only itself.
 * @throws HttpProblem 400 with the place where a single JSON text breaks
 */
export const parseLines = (text: string, contentType: string): Line[] => {
  if (/ndjson|jsonl|json-seq/i.test(contentType)) return eachLine(text);
  if (looksLikeLines(text)) return eachLine(text);
  const value = parseJson(text);
  return (Array.isArray(value) ? value : [value]).map((item) => ({ value: item }));
};

const eachLine = (text: string): Line[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
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
