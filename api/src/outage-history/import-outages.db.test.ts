import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importOutages, MAX_REFUSED_LINES } from './import-outages.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const outage = (mRID: string, more: object = {}) => ({
  mRID,
  reportedStartTime: '2025-03-01T08:00:00Z',
  restoredTime: '2025-03-01T10:00:00+01:00',
  lon: 120.1,
  lat: 30.2,
  metersAffected: 80,
  steps: [
    { at: '2025-03-01T08:10:00Z', metersAffected: 80 },
    { at: '2025-03-01T08:30:00Z', metersAffected: 20 },
    { at: '2025-03-01T09:00:00Z', metersAffected: 0 },
  ],
  estimatedRestorationTimes: [{ at: '2025-03-01T08:20:00Z', ert: '2025-03-01T10:00:00Z' }],
  level: 'LV',
  ...more,
});

/** In pieces that end anywhere, as a file is read. */
const pieces = async function* (text: string) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 1009) yield bytes.subarray(at, at + 1009);
};
const imported = (...lines: (object | string)[]) =>
  importOutages(
    database.sql,
    pieces(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')),
  );
const rows = () => database.sql`select * from outage_history order by mrid`;

test('an outage is stored as the line states it, with the figures that follow', async () => {
  const open = outage('b', {
    restoredTime: null,
    steps: [{ at: '2025-03-01T12:00:00Z', metersAffected: 5 }],
    feeder: '滨江1线',
  });
  const result = await imported(outage('a', { crewOnSite: null, unknownMember: 1 }), '', open);
  expect(result).toMatchObject({ lines: 2, added: 2, changed: 0, unchanged: 0, open: 1, momentary: 0, refused: 0 });
  expect(await rows()).toMatchObject([
    {
      mrid: 'a',
      reported_start_time: new Date('2025-03-01T08:00:00Z'),
      restored_time: new Date('2025-03-01T09:00:00Z'),
      last_known_at: new Date('2025-03-01T09:00:00Z'),
      customers_interrupted: 80,
      customer_minutes: 80 * 30 + 20 * 30,
      duration_minutes: 60,
      estimated_restoration_times: [{ at: '2025-03-01T08:20:00.000Z', ert: '2025-03-01T10:00:00.000Z' }],
    },
    {
      mrid: 'b',
      feeder: '滨江1线',
      restored_time: null,
      last_known_at: new Date('2025-03-01T12:00:00Z'),
      customers_interrupted: 80,
      customer_minutes: null,
      duration_minutes: null,
    },
  ]);
});

test('the same file twice changes nothing, and what a later file says replaces what an earlier said', async () => {
  const file = Array.from({ length: 1500 }, (_, i) => outage(`o${i}`));
  expect(await imported(...file)).toMatchObject({ added: 1500 });
  const before = await rows();
  expect(await imported(...file)).toMatchObject({ lines: 1500, added: 0, changed: 0, unchanged: 1500, refused: 0 });
  expect(await rows()).toEqual(before);

  const later = [outage('o7', { causeKind: 'treeDown' }), outage('o8'), outage('new')];
  expect(await imported(...later)).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
  expect(await database.sql`select cause_kind from outage_history where mrid = 'o7'`).toEqual([
    { cause_kind: 'treeDown' },
  ]);
});

test('lines that cannot be read are refused with number and reason, and the others taken', async () => {
  const { restoredTime: _, ...noEnd } = outage('x');
  const result = await imported(
    outage('good'),
    '{"mRID": ',
    '',
    outage('late', { restoredTime: '2025-03-01T07:00:00Z' }),
    outage('mixed', { steps: [...outage('').steps].reverse() }),
    outage('over', { restoredTime: null }),
    outage('far', { lat: 91 }),
    noEnd,
    outage('good', { metersAffected: 3 }),
    '[]',
    outage('nul', { feeder: 'a\0b' }),
    `{"mRID": "${'x'.repeat(1_100_000)}"}`,
    outage('last'),
  );
  expect(result).toMatchObject({ lines: 12, added: 2, refused: 10 });
  expect(result.problems.map(({ line, reason }) => `${line} ${reason.split(':')[0]}`)).toEqual([
    '2 is not JSON',
    '4 restoredTime',
    '5 steps',
    '6 restoredTime',
    '7 lat',
    '8 restoredTime',
    '9 mRID',
    '10 Invalid input',
    '11 feeder',
    '12 is too long',
  ]);
  expect((await rows()).map(({ mrid, meters_affected }) => [mrid, meters_affected])).toEqual([
    ['good', 80],
    ['last', 80],
  ]);
});

test('a file that is wrong from beginning to end names a few lines and counts all', async () => {
  const result = await imported(...Array.from({ length: 100 }, () => 'no'));
  expect(result.refused).toBe(100);
  expect(result.problems).toHaveLength(MAX_REFUSED_LINES);
});
