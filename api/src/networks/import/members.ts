import type { LocalName } from '@relight/shared/http/networks';
import type { FeatureCollection } from 'geojson';
import { z } from 'zod';
import type { ImportProblem } from './problems.ts';
import { MAX_PROBLEMS, problem, quoted } from './problems.ts';
import { isRecord, MAX_TEXT_CHARS } from './read-feature.ts';

export type LocalNames = Readonly<Record<string, LocalName>>;

/** A text member of the collection. Numbers are taken as written: "version": 3 is a version too. */
export const readText = (
  members: ReadonlyMap<string, unknown>,
  name: string,
  problems: ImportProblem[],
): string | undefined => {
  const value = members.get(name);
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && text.length <= MAX_TEXT_CHARS && !CONTROL.test(text)) return text;
  problems.push(
    problem(
      'wrong-type',
      {
        zh: `应为不超过 ${MAX_TEXT_CHARS} 个字符的字符串，实为 ${quoted(value)}。`,
        en: `must be a string of at most ${MAX_TEXT_CHARS} characters, not ${quoted(value)}.`,
      },
      { property: name },
    ),
  );
  return undefined;
};

const CONTROL = /\p{Cc}/u;

export const readNames = (value: unknown, problems: ImportProblem[]): LocalNames => {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    problems.push(problem('wrong-type', NAMES_TEXT, { property: 'names' }));
    return {};
  }
  const names = new Map<string, LocalName>();
  for (const [id, given] of Object.entries(value)) {
    const read = localName.safeParse(given);
    if (read.success) {
      const { zh, en } = read.data;
      names.set(id, { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) });
    } else if (problems.length < MAX_PROBLEMS)
      problems.push(problem('wrong-type', NAMES_TEXT, { property: `names.${id.slice(0, MAX_TEXT_CHARS)}` }));
  }
  return Object.fromEntries(names);
};

const localName = z.object({
  zh: z.string().max(MAX_TEXT_CHARS).optional(),
  en: z.string().max(MAX_TEXT_CHARS).optional(),
});

const NAMES_TEXT = {
  zh: `应为 {"id": {"zh": "…", "en": "…"}}，每个名称不超过 ${MAX_TEXT_CHARS} 个字符。`,
  en: `must be {"id": {"zh": "…", "en": "…"}} with names of at most ${MAX_TEXT_CHARS} characters.`,
};

/** The base map is drawn as it is; only its outer shape is checked. */
export const readBase = (value: unknown, problems: ImportProblem[]): FeatureCollection | undefined => {
  if (value === undefined || value === null) return undefined;
  if (isRecord(value) && value.type === 'FeatureCollection' && Array.isArray(value.features)) {
    if (value.features.every((feature) => isRecord(feature) && feature.type === 'Feature'))
      return value as unknown as FeatureCollection;
  }
  problems.push(
    problem(
      'wrong-type',
      { zh: '应为 GeoJSON FeatureCollection。', en: 'must be a GeoJSON FeatureCollection.' },
      { property: 'base' },
    ),
  );
  return undefined;
};
