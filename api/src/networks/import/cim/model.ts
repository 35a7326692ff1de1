import type { ImportProblem } from '../problems.ts';
import { problem } from '../problems.ts';
import { isKept, KEPT_PROPERTIES } from './classes.ts';
import type { CimObject } from './parse-cim.ts';

/** An object as far as it is needed. */
export type KeptObject = {
  readonly id: string;
  readonly class: string;
  readonly line: number;
  /** Name, value, name, value, … in the order of the file; a name may occur more than once. A file has millions of objects: no maps. */
  readonly properties: string[];
};

/** What a CIM file holds, put away object by object. */
export type CimModel = {
  readonly add: (object: CimObject) => ImportProblem | undefined;
  readonly get: (id: string) => KeptObject | undefined;
  /** Whether an object of this id is in the file, of whatever class. */
  readonly has: (id: string) => boolean;
  readonly ofClass: (name: string) => readonly KeptObject[];
  /** What the header says of the model. */
  readonly about: () => { readonly description?: string | undefined; readonly authority?: string | undefined };
  readonly skipped: () => { readonly count: number; readonly example?: string };
  readonly count: () => number;
};

export const cimModel = (): CimModel => {
  const objects = new Map<string, KeptObject>();
  const begun = new Set<string>();
  const byClass = new Map<string, KeptObject[]>();
  const others = new Set<string>();
  const header = new Map<string, string>();
  const texts = textPool();
  let example: string | undefined;
  let skipped = 0;

  const add = (object: CimObject): ImportProblem | undefined => {
    if (object.class === 'FullModel') {
      for (const { name, value } of object.properties) header.set(texts(name), texts(value));
      return undefined;
    }
    if (object.id === '') return withoutId(object);
    if (object.begins && begun.has(object.id)) return duplicate(object);
    if (!isKept(object.class)) {
      const id = texts(object.id);
      if (object.begins) begun.add(id);
      if (!others.has(id)) skipped++;
      others.add(id);
      example ??= `${object.class} ${id}`;
      return undefined;
    }
    const kept = objects.get(object.id) ?? begin(object);
    if (kept.class !== object.class && object.begins) return duplicate(object);
    if (object.begins) begun.add(kept.id);
    for (const { name, value } of object.properties)
      if (KEPT_PROPERTIES.has(name)) kept.properties.push(texts(name), texts(value));
    return undefined;
  };

  const begin = (object: CimObject): KeptObject => {
    const kept = { id: texts(object.id), class: texts(object.class), line: object.line, properties: [] };
    objects.set(kept.id, kept);
    const alike = byClass.get(kept.class);
    if (alike) alike.push(kept);
    else byClass.set(kept.class, [kept]);
    return kept;
  };

  return {
    add,
    get: (id) => objects.get(id),
    has: (id) => objects.has(id) || others.has(id),
    ofClass: (name) => byClass.get(name) ?? [],
    about: () => ({
      description: header.get('Model.description'),
      authority: header.get('Model.modelingAuthoritySet'),
    }),
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

const withoutId = ({ class: name, line }: CimObject): ImportProblem =>
  problem(
    'missing',
    { zh: `${name} 缺少 rdf:ID 或 rdf:about。`, en: `this ${name} has neither rdf:ID nor rdf:about.` },
    { line, property: 'rdf:ID' },
  );

const duplicate = ({ id, class: name, line }: CimObject): ImportProblem =>
  problem(
    'duplicate-id',
    {
      zh: `前面已有对象使用该 rdf:ID（此处为 ${name}）；每个 rdf:ID 只能出现一次。`,
      en: `an earlier object has this rdf:ID (here a ${name}); every rdf:ID may be used once.`,
    },
    { line, id, property: 'rdf:ID' },
  );
