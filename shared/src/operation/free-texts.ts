import type { z } from 'zod';
import { type Command, commandSchema, etrBasis, reportGroup, ruling } from './commands.ts';
import { commandId, foreignId } from './ids.ts';

/**
 * Every free text that a command carries, wherever in it: what a person may have typed, and what therefore may name somebody. Found by
 * the command's schema, so that a new command cannot forget it. Ids are no texts, nor is what a rule says about its evidence.
 */
export const freeTextsOf = (command: Command): readonly string[] => FINDERS.get(command.type)?.(command) ?? [];

type Finder = (value: unknown) => readonly string[];

const NO_TEXTS: ReadonlySet<z.core.$ZodType> = new Set([foreignId, commandId, reportGroup, ruling, etrBasis]);

/** How to find the texts in what a schema describes; null where there can be none. */
const finderOf = (schema: z.core.$ZodType): Finder | null => {
  if (NO_TEXTS.has(schema)) return null;
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  switch (def.type) {
    case 'string':
      // A text of a given format, such as an instant, says nothing else.
      return 'format' in def ? null : (value) => (typeof value === 'string' ? [value] : []);
    case 'object':
      return inMembers(Object.entries(def.shape).map(([name, member]) => [name, finderOf(member)] as const));
    case 'array': {
      const each = finderOf(def.element);
      return each && ((value) => (Array.isArray(value) ? value.flatMap((it) => each(it)) : []));
    }
    case 'optional':
    case 'nullable':
      return finderOf(def.innerType);
    case 'pipe':
      return finderOf(def.in);
    case 'union':
      return inMembers(def.options.map((option) => [null, finderOf(option)] as const));
    case 'enum':
    case 'literal':
    case 'number':
    case 'boolean':
    case 'tuple':
    case 'custom':
      return null;
    default:
      throw new Error(`say in free-texts.ts where the texts of a ${def.type} are`);
  }
};

/** By name; without a name the value itself is looked at. */
const inMembers = (finders: readonly (readonly [name: string | null, find: Finder | null])[]): Finder | null => {
  const some = finders.flatMap(([name, find]) => (find === null ? [] : [{ name, find }]));
  if (some.length === 0) return null;
  return (value) =>
    typeof value === 'object' && value !== null
      ? some.flatMap(({ name, find }) => find(name === null ? value : (value as Record<string, unknown>)[name]))
      : [];
};

const FINDERS: ReadonlyMap<string, Finder | null> = new Map(
  commandSchema.options.map((option) => [option.shape.type.value, finderOf(option)]),
);
