import type { ImportProblem } from '../problems.ts';
import { problem, quoted } from '../problems.ts';
import { isKept, KEPT_PROPERTIES, MANY_VALUED } from './classes.ts';
import { headerOf, isOnly, type ModelHeader } from './model-header.ts';
import type { CimObject } from './parse-cim.ts';
import { ADDING } from './profiles.ts';

/** An object as far as it is needed. */
export type KeptObject = {
  readonly id: string;
  readonly class: string;
  /** Where it was first spoken of; the file is named where there are several. */
  readonly file: string | undefined;
  readonly line: number;
  /** Name, value, name, value, … in the order of the file; a name may occur more than once. A file has millions of objects: no maps. */
  readonly properties: string[];
};

/** What CIM files hold, put away object by object. */
export type CimModel = {
  /** Says that what follows is in this file; undefined where there is only one. */
  readonly startFile: (name: string | undefined) => void;
  readonly add: (object: CimObject) => ImportProblem | undefined;
  readonly get: (id: string) => KeptObject | undefined;
  /** Whether an object of this id is in a file, of whatever class. */
  readonly has: (id: string) => boolean;
  readonly ofClass: (name: string) => readonly KeptObject[];
  /** Of the files that have a header, in the order given. */
  readonly headers: () => readonly ModelHeader[];
  /** Of the file that is being read; undefined before it, and where it has none. */
  readonly header: () => ModelHeader | undefined;
  /** Objects of which states are told, and which no file begins. */
  readonly undefinedObjects: () => Iterable<KeptObject>;
  readonly skipped: () => { readonly count: number; readonly example?: string };
  readonly count: () => number;
};

export const cimModel = (): CimModel => {
  const objects = new Map<string, KeptObject>();
  const begun = new Set<string>();
  const byClass = new Map<string, KeptObject[]>();
  const others = new Set<string>();
  const headers: ModelHeader[] = [];
  const awaited = new Set<string>();
  const texts = textPool();
  let file: string | undefined;
  let header: ModelHeader | undefined;
  let isAdding = false;
  let example: string | undefined;
  let skipped = 0;

  const add = (object: CimObject): ImportProblem | undefined => {
    if (object.class === 'FullModel') {
      header = headerOf(object, file);
      headers.push(header);
      isAdding = isOnly(header, (profile) => ADDING.has(profile));
      return undefined;
    }
    if (object.id === '') return withoutId(object, file);
    if (object.begins && begun.has(object.id)) return duplicate(object, file, objects.get(object.id));
    if (!isKept(object.class)) {
      if (isAdding && !object.begins) return undefined;
      const id = texts(object.id);
      if (object.begins) begun.add(id);
      if (!others.has(id)) skipped++;
      others.add(id);
      example ??= `${object.class} ${id}`;
      return undefined;
    }
    const known = objects.get(object.id);
    const kept = known ?? begin(object);
    if (kept.class !== object.class && object.begins) return duplicate(object, file, kept);
    if (object.begins) begun.add(kept.id);
    if (!isAdding) awaited.delete(kept.id);
    else if (!known && !object.begins) awaited.add(kept.id);
    return take(kept, object);
  };

  /** A value that has been given already may be given again, and not another one. */
  const take = (kept: KeptObject, object: CimObject): ImportProblem | undefined => {
    for (const { name, value } of object.properties) {
      if (!KEPT_PROPERTIES.has(name)) continue;
      const said = MANY_VALUED.has(name) ? undefined : textOf(kept, name);
      if (said === undefined) kept.properties.push(texts(name), texts(value));
      else if (said !== value) return contradiction(object, file, kept, { name, value, said });
    }
    return undefined;
  };

  const begin = (object: CimObject): KeptObject => {
    const kept = { id: texts(object.id), class: texts(object.class), file, line: object.line, properties: [] };
    objects.set(kept.id, kept);
    const alike = byClass.get(kept.class);
    if (alike) alike.push(kept);
    else byClass.set(kept.class, [kept]);
    return kept;
  };

  return {
    startFile(name) {
      file = name;
      header = undefined;
      isAdding = false;
    },
    add,
    get: (id) => objects.get(id),
    has: (id) => objects.has(id) || others.has(id),
    ofClass: (name) => byClass.get(name) ?? [],
    headers: () => headers,
    header: () => header,
    undefinedObjects: () => Array.from(awaited, (id) => objects.get(id) as KeptObject),
    skipped: () => ({ count: skipped, ...(example === undefined ? {} : { example }) }),
    count: () => objects.size + others.size,
  };
};

/** The first value of a property, under whichever of these names an edition writes it. */
export const textOf = (object: KeptObject, ...names: readonly string[]): string | undefined => {
  for (const name of names) {
    for (let i = 0; i < object.properties.length; i += 2)
      if (object.properties[i] === name) return object.properties[i + 1];
  }
  return undefined;
};

export const textsOf = ({ properties }: KeptObject, name: string): readonly string[] =>
  properties.filter((_, i) => i % 2 === 1 && properties[i - 1] === name);

/**
 * One copy of each text. A text cut out of a larger one keeps that one in memory, which would be the whole file in the end; so each is
 * copied when it is first seen.
 */
const textPool = () => {
  const known = new Map<string, string>();
  return (text: string): string => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const own = Buffer.from(text).toString();
    known.set(own, own);
    return own;
  };
};

const placeIn = (file: string | undefined) => (file === undefined ? {} : { file });

const withoutId = ({ class: name, line }: CimObject, file: string | undefined): ImportProblem =>
  problem(
    'missing',
    { zh: `${name} 缺少 rdf:ID 或 rdf:about。`, en: `this ${name} has neither rdf:ID nor rdf:about.` },
    { ...placeIn(file), line, property: 'rdf:ID' },
  );

/** Where an object was first spoken of: with the file, if that is another one. */
const whereElse = (first: KeptObject | undefined, file: string | undefined) => {
  if (first === undefined) return { zh: '', en: '' };
  const other = first.file === undefined || first.file === file ? '' : `${first.file}, `;
  return { zh: `（${other}第 ${first.line} 行）`, en: ` (${other}line ${first.line})` };
};

const duplicate = (
  { id, class: name, line }: CimObject,
  file: string | undefined,
  first: KeptObject | undefined,
): ImportProblem => {
  const where = whereElse(first, file);
  return problem(
    'duplicate-id',
    {
      zh: `前面已有对象${where.zh}使用该 rdf:ID（此处为 ${name}）；每个 rdf:ID 只能出现一次。`,
      en: `an earlier object${where.en} has this rdf:ID (here it is of class ${name}); every rdf:ID may be used once. Look whether two versions of a file were given.`,
    },
    { ...placeIn(file), line, id, property: 'rdf:ID' },
  );
};

const contradiction = (
  { id, line }: CimObject,
  file: string | undefined,
  first: KeptObject,
  { name, value, said }: { readonly name: string; readonly value: string; readonly said: string },
): ImportProblem => {
  const where = whereElse(first, file);
  return problem(
    'contradiction',
    {
      zh: `此处为 ${quoted(value)}，而此前${where.zh}为 ${quoted(said)}。请更正其一，或同时重新导出全部文件。`,
      en: `is ${quoted(value)} here and ${quoted(said)} before${where.en}. Correct one of them, or export all files anew at the same time.`,
    },
    { ...placeIn(file), line, id, property: name },
  );
};
