import { expect, test } from 'vitest';
import { plural } from './en/plural.ts';
import { rulings as en } from './en/rulings.ts';
import { sentences as enSentences } from './en/sentences.ts';
import { grouped } from './grouped.ts';
import { rulings as zh } from './zh/rulings.ts';
import { sentences as zhSentences } from './zh/sentences.ts';

/** A number of four digits and more without a mark between its thousands. */
const UNGROUPED = /\d{4}/;

test('thousands are parted, alike in both languages', () => {
  expect(grouped(999)).toBe('999');
  expect(grouped(1_234_567)).toBe('1,234,567');
  expect(plural(1, 'customer')).toBe('1 customer');
  expect(plural(1234, 'customer')).toBe('1,234 customers');
  expect(plural('1,234', 'customer')).toBe('1,234 customers');
});

const COUNTS = { calls: 1234, servicePoints: 2345, out: 3456, of: 4567, branches: 5678 };
const SCORED = {
  calls: 1234,
  customers: 50_000,
  callingTransformers: 1100,
  transformers: 2200,
  minutes: 12,
  beside: 1300,
  lastGasps: 4321,
  meters: 9876,
  pingsOff: 1001,
  pingsOn: 1002,
};

test.each([
  ['zh', zh],
  ['en', en],
])('so are those of a ruling (%s)', (_language, { byRule, scored }) => {
  for (const sentence of Object.values(byRule)) expect(sentence('Fuse', COUNTS)).not.toMatch(UNGROUPED);
  const told = { place: 'Fuse', percent: null, counts: SCORED, same: [], otherwise: null, between: null };
  const next = { name: 'Transformer', percent: null };
  for (const service of [null, { next: null }, { next }]) expect(scored({ ...told, service })).not.toMatch(UNGROUPED);
});

test.each([
  ['zh', zhSentences],
  ['en', enSentences],
])('and those of the log (%s)', (_language, { reportsReceived }) => {
  const ids = Array.from({ length: 1234 }, (_, index) => `r${index}`);
  const event = {
    type: 'reportsReceived',
    incident: 'inc_1',
    reports: { ids, hazard: false, firstAt: '', lastAt: '' },
  };
  const names = { crew: String, incident: String, actor: () => '', count: grouped, time: String };
  expect(reportsReceived(event as never, names, { id: 'u', role: 'system' })).toContain('1,234');
});
