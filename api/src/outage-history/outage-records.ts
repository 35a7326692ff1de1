import { emptyFile } from '../import-files/foreign-files.ts';
import { BrokenInput } from '../import-files/input-file.ts';
import { type ImportProblem, problem } from '../networks/import/problems.ts';
import { type CsvOptions, csvOutages } from './csv-outages.ts';
import { jsonValues } from './json-values.ts';
import { linesOf, MAX_LINE_CHARS, type NumberedLine } from './lines.ts';

/** One outage of a file as it stands there, or why it cannot be taken out of it. */
export type OutageRecord =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly problem: ImportProblem };

/**
 * The outages of a file, whichever of its forms it has, which is seen from its first lines: NDJSON, with an outage on each line; JSON, as an array or
 * written over many lines; or CSV, with the names of its columns in the first line.
 * @throws BrokenInput for a file that has none of them
 */
export async function* outageRecords(
  source: AsyncIterable<string>,
  options: CsvOptions = {},
): AsyncGenerator<OutageRecord> {
  const { start, whole } = await begun(source);
  if (start.trim() === '') throw emptyFile();
  const [first = '', second = ''] = start.split('\n').filter((line) => line.trim() !== '');
  const form = formOf(first.replace('\uFEFF', '').trim(), second.trim());
  if (form === 'unknown') throw unknownForm();
  if (form === 'csv') yield* csvOutages(whole, first, options);
  else for await (const line of form === 'lines' ? linesOf(whole) : jsonValues(whole)) yield jsonRecord(line);
}

const formOf = (first: string, second: string): 'lines' | 'values' | 'csv' | 'unknown' => {
  if (first.startsWith('[')) return 'values';
  // Behind a bracket that stays open, JSON over many lines goes on with a name; a line that is broken is followed by another outage.
  if (first.startsWith('{')) return parsed(first) === undefined && /^["}]/.test(second) ? 'values' : 'lines';
  return first.startsWith('<') ? 'unknown' : 'csv';
};

const jsonRecord = ({ number: line, text }: NumberedLine): OutageRecord => {
  if (text === null) return { line, problem: tooLong(line) };
  const value = parsed(text.replace('\uFEFF', ''));
  return value === undefined ? { line, problem: notJson(line) } : { line, value };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The first two lines that are not empty, as far as they are not endless, and the whole text. */
const begun = async (source: AsyncIterable<string>) => {
  const chunks = source[Symbol.asyncIterator]();
  let start = '';
  while (start.length < MAX_LINE_CHARS && !hasTwoLines(start)) {
    const { value, done } = await chunks.next();
    if (done) break;
    start += value;
  }
  const whole = (async function* () {
    yield start;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  })();
  return { start, whole };
};

const hasTwoLines = (text: string): boolean =>
  text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.trim() !== '').length >= 2;

const unknownForm = (): BrokenInput =>
  new BrokenInput(
    problem('wrong-kind', {
      zh: '此文件不是历史停电文件。应为每行一条停电的 NDJSON、JSON 数组，或首行为列名的 CSV。',
      en: 'this is no file of past outages. It comes as NDJSON with an outage on each line, as a JSON array, or as CSV with the names of its columns in the first line.',
    }),
  );

const notJson = (line: number): ImportProblem =>
  problem(
    'not-json',
    {
      zh: '不是完整的 JSON 对象。请重新导出；每行应为一条停电，或整个文件为一个数组。',
      en: 'is not one whole JSON object. Export it again: one outage on each line, or one array for the whole file.',
    },
    { line },
  );

const tooLong = (line: number): ImportProblem =>
  problem(
    'too-large',
    {
      zh: `超过 ${MAX_LINE_CHARS} 个字符，不可能是一条停电。请检查换行或括号。`,
      en: `is longer than ${MAX_LINE_CHARS} characters, which no outage is. Look for a missing line break or bracket.`,
    },
    { line },
  );
