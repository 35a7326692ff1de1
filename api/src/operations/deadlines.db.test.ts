import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startDeadlines } from './deadlines.ts';
import type { Operations } from './operations.ts';
import { createTestOperation, must, openArea, openOperations, silent } from './testing/open-operations.ts';

let database: TestDatabase;
let processes: readonly Operations[];
const first = () => processes[0] as Operations;

beforeEach(async () => {
  database = await createTestDatabase();
  processes = await Promise.all([openOperations(database.sql), openOperations(database.sql)]);
  await createTestOperation(first());
  await must(first(), openArea(1));
  await must(first(), { id: 'duty', type: 'setCrewDuty', crew: 'crew_one', onDuty: true });
  await must(first(), { id: 'send', type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_1', crew: 'crew_one' });
});

afterEach(async () => {
  vi.useRealTimers();
  for (const operations of processes) await operations.close();
  await database.drop();
});

const laterBy = (minutes: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
const watch = () =>
  processes.map((operations) => startDeadlines({ sql: database.sql, operations, log: silent, lookMs: 20 }));
const timedOut = async () =>
  (await first().events('op', 0, 100))?.filter((it) => it.event.type === 'dispatchTimedOut').length;

test('a dispatch that nobody answers is taken back once, although two processes look', async () => {
  const watches = watch();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await timedOut()).toBe(0);
  laterBy(4);
  await expect.poll(timedOut).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await Promise.all(watches.map((it) => it.close()));
  expect(await timedOut()).toBe(1);
  expect(await database.sql`select status, end_reason from dispatches`).toEqual([
    { status: 'timedOut', end_reason: null },
  ]);
});

test('an id that somebody has used up does not keep the offer open', async () => {
  const thief = { id: 'expire-dsp_1', type: 'addNote', incident: 'inc_1', text: 'mine' } as const;
  expect(await first().submit('op', thief, dispatcher)).toMatchObject({ outcome: 'accepted' });
  laterBy(4);
  const watches = watch();
  await expect.poll(timedOut).toBe(1);
  await Promise.all(watches.map((it) => it.close()));
});
