/** Where in the file: features count from 0 as in the array, lines from 1. */
export type Place = {
  readonly line?: number;
  readonly index?: number;
  readonly id?: string;
  readonly property?: string;
};

/** Why a network file is refused, and what to do about it. */
export type ImportProblem = Place & {
  readonly code: ProblemCode;
  readonly message: { readonly zh: string; readonly en: string };
};

export const PROBLEM_CODES = [
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
  'no-source',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A file with a wrong column would fail a million times; the first twenty say it. */
export const MAX_PROBLEMS = 20;

export const problem = (code: ProblemCode, text: { zh: string; en: string }, place: Place = {}): ImportProblem => {
  const where = placeText(place);
  return { code, ...place, message: { zh: `${where.zh}${text.zh}`, en: `${where.en}${text.en}` } };
};

const placeText = ({ line, index, id, property }: Place): { zh: string; en: string } => {
  const zh: string[] = [];
  const en: string[] = [];
  if (index !== undefined) {
    zh.push(`要素 ${index}${id === undefined ? '' : `（${quoted(id)}）`}`);
    en.push(`Feature ${index}${id === undefined ? '' : ` (${quoted(id)})`}`);
  } else if (id !== undefined) {
    zh.push(`对象 ${quoted(id)}`);
    en.push(`Object ${quoted(id)}`);
  }
  if (line !== undefined) {
    zh.push(`第 ${line} 行`);
    en.push(en.length === 0 ? `Line ${line}` : `line ${line}`);
  }
  if (property !== undefined) {
    zh.push(`属性 ${property}`);
    en.push(`property ${property}`);
  }
  return zh.length === 0 ? { zh: '', en: '' } : { zh: `${zh.join('，')}：`, en: `${en.join(', ')}: ` };
};

/** A value from the file, short enough for a message. */
export const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
