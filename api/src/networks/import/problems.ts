/** Where in the file: features count from 0 as in the array, lines from 1. The file is named where there are several. */
export type Place = {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly property?: string | undefined;
};

/** Why a network file is refused, and what to do about it. */
export type ImportProblem = Place & {
  readonly code: ProblemCode;
  /** In how many places. */
  readonly count: number;
  /** What it is and how to mend it. */
  readonly text: { readonly zh: string; readonly en: string };
  /** The same with the place, or the first places. */
  readonly message: { readonly zh: string; readonly en: string };
};

export const PROBLEM_CODES = [
  'unreadable-file',
  'damaged-file',
  'encrypted-file',
  'mixed-files',
  'duplicate-model',
  'superseded-model',
  'missing-profile',
  'missing-model',
  'difference-model',
  'undefined-object',
  'contradiction',
  'not-json',
  'not-xml',
  'not-cim',
  'not-utf8',
  'truncated',
  'not-a-feature-collection',
  'too-large',
  'not-a-feature',
  'missing',
  'wrong-type',
  'too-long',
  'unknown-class',
  'unknown-value',
  'duplicate-id',
  'unknown-node',
  'unknown-reference',
  'unsupported-coordinates',
  'bad-coordinates',
  'wrong-geometry',
  'bad-number',
  'across-180',
  'no-source',
  'wrong-kind',
  'not-an-instant',
  'in-the-future',
  'out-of-order',
  'not-an-outage',
  'more-causes',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const problem = (code: ProblemCode, text: { zh: string; en: string }, place: Place = {}): ImportProblem => {
  const { zh, en } = placeText(place);
  const message = zh === '' ? text : { zh: `${zh}：${text.zh}`, en: `${en}: ${text.en}` };
  return { code, ...place, count: 1, text, message };
};

/** A place in words, at the beginning of a sentence or inside one; empty for none. */
export const placeText = (
  { file, line, index, id, property }: Place,
  position: 'first' | 'inside' = 'first',
): { zh: string; en: string } => {
  /** A capital letter at the beginning of a sentence only. */
  const begin = (before: readonly string[], word: string): string =>
    position === 'first' && before.length === 0 ? word : word.toLowerCase();
  const zh: string[] = [];
  const en: string[] = [];
  if (file !== undefined) {
    zh.push(`文件 ${file}`);
    en.push(file);
  }
  if (index !== undefined) {
    zh.push(`要素 ${index}${id === undefined ? '' : `（${quoted(id)}）`}`);
    en.push(`${begin(en, 'Feature')} ${index}${id === undefined ? '' : ` (${quoted(id)})`}`);
  } else if (id !== undefined) {
    zh.push(`对象 ${quoted(id)}`);
    en.push(`${begin(en, 'Object')} ${quoted(id)}`);
  }
  if (line !== undefined) {
    zh.push(`第 ${line} 行`);
    en.push(`${begin(en, 'Line')} ${line}`);
  }
  if (property !== undefined) {
    zh.push(`属性 ${property}`);
    en.push(`${begin(en, 'Property')} ${property}`);
  }
  return { zh: zh.join('，'), en: en.join(', ') };
};

/** The same problem, with the file that it is in. */
export const inFile = (found: ImportProblem, file: string | undefined): ImportProblem => {
  if (file === undefined || found.file !== undefined) return found;
  const { code, count: _, text, message: __, ...place } = found;
  return problem(code, text, { file, ...place });
};

/** A value from the file, short enough for a message. */
export const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
