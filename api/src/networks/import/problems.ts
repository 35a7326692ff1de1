/** Where in the file: features count from 0 as in the array, lines from 1. The file is named where there are several. */
export type Place = {
  readonly file?: string;
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
  'no-source',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A file with a wrong column would fail a million times; the first twenty say it. */
export const MAX_PROBLEMS = 20;

export const problem = (code: ProblemCode, text: { zh: string; en: string }, place: Place = {}): ImportProblem => {
  const where = placeText(place);
  return { code, ...place, message: { zh: `${where.zh}${text.zh}`, en: `${where.en}${text.en}` } };
};

const placeText = ({ file, line, index, id, property }: Place): { zh: string; en: string } => {
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
  return zh.length === 0 ? { zh: '', en: '' } : { zh: `${zh.join('，')}：`, en: `${en.join(', ')}: ` };
};

/** The same problem, with the file that it is in. */
export const inFile = (found: ImportProblem, file: string | undefined): ImportProblem => {
  if (file === undefined || found.file !== undefined) return found;
  const { zh, en } = found.message;
  const hasPlace = [found.line, found.index, found.id, found.property].some((part) => part !== undefined);
  const message = hasPlace
    ? { zh: `文件 ${file}，${zh}`, en: `${file}, ${en.slice(0, 1).toLowerCase()}${en.slice(1)}` }
    : { zh: `文件 ${file}：${zh}`, en: `${file}: ${en}` };
  return { ...found, file, message };
};

/** A capital letter at the beginning of a sentence only. */
const begin = (before: readonly string[], word: string): string => (before.length === 0 ? word : word.toLowerCase());

/** A value from the file, short enough for a message. */
export const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
