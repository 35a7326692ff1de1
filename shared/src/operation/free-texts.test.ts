import { expect, test } from 'vitest';
import type { z } from 'zod';
import { type Command, commandSchema } from './commands.ts';
import type { Context } from './context.ts';
import { decide } from './decide.ts';
import { freeTextsOf } from './free-texts.ts';
import { initialState } from './state.ts';

const PHONE = '+86 138 1234 5678';
const context: Context = {
  actor: { id: 'sys', role: 'system' },
  at: '2026-01-31T12:00:00.000Z',
  network: null,
  crew: () => undefined,
  position: () => undefined,
};

/** Values that the schema takes, one with each of its choices, every text being `text`. */
const examples = (schema: z.core.$ZodType, text: string): unknown[] => {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).reduce<Record<string, unknown>[]>(
        (made, [name, member]) => {
          const choices = examples(member, text);
          return choices.flatMap((choice) => made.slice(0, 4).map((it) => ({ ...it, [name]: choice })));
        },
        [{}],
      );
    case 'array':
      return examples(def.element, text).map((it) => [it]);
    case 'optional':
    case 'nullable':
      return examples(def.innerType, text);
    case 'pipe':
      return examples(def.in, text);
    case 'union':
      return def.options.flatMap((option) => examples(option, text));
    case 'string':
      return ['format' in def ? '2026-01-31T12:00:00Z' : text];
    case 'enum':
      return [Object.values(def.entries)[0]];
    case 'literal':
      return [def.values[0]];
    case 'boolean':
      return [true];
    case 'record':
      return [{}];
    default:
      return [1];
  }
};

const COMMANDS = commandSchema.options.map((option) => ({ type: option.shape.type.value, option }));

/** Where a person's words stand: a new one must be looked at here once. */
const TEXTS: Readonly<Record<string, number>> = {
  openOperation: 2,
  setResponseLevel: 2,
  openIncident: 2,
  moveOutage: 1,
  splitIncident: 1,
  lockPrediction: 1,
  cancelIncident: 1,
  closeIncident: 1,
  addNote: 1,
  adoptSwitchingPlan: 2,
  skipSwitchingStep: 1,
  abandonSwitchingPlan: 1,
  placeTag: 1,
};

test.each(COMMANDS)('every free text of $type is found, and keeps personal data out of the log', ({ type, option }) => {
  const commands = examples(option, PHONE) as Command[];
  const most = Math.max(...commands.map((command) => freeTextsOf(command).length));
  expect(most).toBe(TEXTS[type] ?? 0);
  for (const command of commands.filter((it) => freeTextsOf(it).length > 0)) {
    expect(decide({ ...initialState, seq: 1 }, command, context)).toMatchObject({ ok: false, code: 'personalData' });
  }
});

test('an id that looks like a number of a person is an id', () => {
  const command: Command = { id: '13812345678', type: 'placeTag', tag: 'tag_a', device: '13812345678', incident: null };
  expect(freeTextsOf(command)).toEqual([]);
});
