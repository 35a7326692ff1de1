import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startClock } from './clock.ts';
import { createOperations, type Operations } from './operations.ts';
import { connectClient, startLiveServer } from './testing/live-server.ts';
import { createTestOperation, must, openArea, silent, testDirectory } from './testing/open-operations.ts';
import { verifyLog } from './verify.ts';

const NOON = Date.parse('2026-07-01T12:00:00.000Z');
const HOUR = 3_600_000;

let database: TestDatabase;
let operations: Operations;
let now: number;

beforeEach(async () => {
  now = NOON;
  database = await createTestDatabase();
  const { sql } = database;
  operations = await createOperations({ sql, directory: testDirectory, log: silent, clock: { now: () => now } });
  await createTestOperation(operations);
});

afterEach(async () => {
  await operations.close();
  await database.drop();
});

const openedAt = async (n: number): Promise<string> => (await must(operations, openArea(n))).events[0]?.at ?? '';
const iso = (at: number) => new Date(at).toISOString();

test('a log that was written an hour ahead goes on at the right time, and says so when it is verified', async () => {
  now = NOON + HOUR;
  expect(await openedAt(1)).toBe(iso(NOON + HOUR));
  now = NOON + 7_000;
  expect(await openedAt(2)).toBe(iso(NOON + 7_000));
  now = NOON + 60_000;
  await must(operations, {
    id: 'etr',
    type: 'setEtr',
    incident: 'inc_2',
    etr: iso(NOON + HOUR / 2),
    confidence: 'high',
    reason: 'assessed',
  });
  const [finding] = await verifyLog({ sql: database.sql });
  expect(finding).toMatchObject({
    contradictions: [],
    notes: [
      'the clock was ahead before event 3, and set back from 2026-07-01T13:00:00.000Z to 2026-07-01T12:00:07.000Z',
    ],
  });
  expect(finding?.broken).toBeUndefined();
});

test('another process goes on at the right time too, and looking back finds all up to an instant', async () => {
  now = NOON + HOUR;
  await openedAt(1);
  now = NOON + 7_000;
  const { sql } = database;
  const other = await createOperations({ sql, directory: testDirectory, log: silent, clock: { now: () => now } });
  const [event] = (await must(other, openArea(2))).events;
  expect(event?.at).toBe(iso(now));
  now = NOON + 2 * HOUR;
  await must(other, openArea(3));
  for (const [at, seq] of [
    [NOON, 1],
    [NOON + 7_000, 3],
    [NOON + HOUR + 1, 3],
    [NOON + 2 * HOUR, 4],
  ] as const) {
    expect((await other.stateAt('op', iso(at)))?.seq).toBe(seq);
  }
  await other.close();
});

test('clocks of two machines that differ a little do not make the log run backwards', async () => {
  now = NOON + 3_000;
  expect(await openedAt(1)).toBe(iso(NOON + 3_000));
  now = NOON + 1_000;
  expect(await openedAt(2)).toBe(iso(NOON + 3_000));
});

test('the time is that of the database', async () => {
  const clock = await startClock({ sql: database.sql, log: silent });
  const [row] = await database.sql<{ at: Date }[]>`select clock_timestamp() as at`;
  expect(Math.abs(clock.now() - (row?.at.getTime() ?? 0))).toBeLessThan(60_000);
  await clock.close();
});

test('a machine whose clock is ahead for seconds does not hold a crew where it was then', async () => {
  const server = await startLiveServer(operations);
  onTestFinished(() => server.close());
  onTestFinished(() => void vi.useRealTimers());
  const crew = await connectClient(server.url, { as: 'crew' });
  const at = () => operations.positions.get('op', 'crew_one')?.lon;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR });
  crew.say({ kind: 'position', lon: 120.1, lat: 30 });
  await expect.poll(at).toBe(120.1);
  vi.useRealTimers();
  now += 7_000;
  crew.say({ kind: 'position', lon: 120.2, lat: 30 });
  await expect.poll(at).toBe(120.2);
});
