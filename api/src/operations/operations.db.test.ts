import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import type { Command } from '@relight/shared/operation/commands';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { fold } from '@relight/shared/operation/evolve';
import { initialState } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import { dispatcher, system } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Operations } from './operations.ts';
import { note } from './testing/notes.ts';
import { createTestOperation, must, openArea, openOperations } from './testing/open-operations.ts';

let database: TestDatabase;
let operations: Operations;

beforeEach(async () => {
  database = await createTestDatabase();
  operations = await openOperations(database.sql);
  await createTestOperation(operations);
});

afterEach(async () => {
  await operations.close();
  await database.drop();
});

test('an operation is listed with its kind, names and head', async () => {
  await must(operations, openArea(1));
  expect(await operations.list()).toEqual([
    {
      id: 'op',
      name: '试验',
      words: { zh: '试验', en: 'Test' },
      kind: 'live',
      head: 2,
      status: 'open',
      network: 'test-1',
    },
  ]);
});

test('an operation that is made twice with the same words is one operation; with other words it is refused', async () => {
  const again = { id: 'op', kind: 'live', name: { zh: '试验', en: 'Test' }, network: 'test-1' } as const;
  expect(await operations.create(again)).toMatchObject({ outcome: 'accepted', seq: 1 });
  expect(await operations.create({ ...again, kind: 'drill' })).toMatchObject({ code: 'commandIdReused' });
  expect(await operations.events('op', 0, 10)).toHaveLength(1);
});

test('an operation that nobody may open leaves no trace', async () => {
  const order = { id: 'other', kind: 'live', name: { zh: '甲', en: 'A' }, network: null, actor: dispatcher } as const;
  expect(await operations.create(order)).toMatchObject({ outcome: 'refused', code: 'notPermitted' });
  expect(await operations.list()).toHaveLength(1);
});

test('a command to an operation that does not exist fails, and so does every question about it', async () => {
  expect(await operations.submit('nowhere', openArea(1), dispatcher)).toMatchObject({ code: 'operationUnknown' });
  expect(await operations.state('nowhere')).toBeUndefined();
  expect(await operations.events('nowhere', 0, 10)).toBeUndefined();
});

test('the same command gets the same answer and changes nothing; another one under its id is told so', async () => {
  const first = await operations.submit('op', openArea(1), dispatcher);
  expect(await operations.submit('op', openArea(1), dispatcher)).toEqual(first);
  expect(await operations.submit('op', openArea(1, 'other'), dispatcher)).toMatchObject({ code: 'commandIdReused' });
  const somebodyElse = { ...dispatcher, id: 'usr_other' };
  expect(await operations.submit('op', openArea(1), somebodyElse)).toMatchObject({ code: 'commandIdReused' });
  expect(await operations.events('op', 0, 10)).toHaveLength(2);
});

test('a refusal is remembered: the same command is refused again when it would be accepted by now', async () => {
  const note = { id: 'note', type: 'addNote', incident: 'inc_1', text: 'seen' } as const;
  const refusal = { outcome: 'refused', code: 'incidentUnknown', details: { incident: 'inc_1' } };
  expect(await operations.submit('op', note, dispatcher)).toEqual(refusal);
  await must(operations, openArea(1));
  expect(await operations.submit('op', note, dispatcher)).toEqual(refusal);
});

test('of two people at once, whoever comes second is told how the incident has ended', async () => {
  for (const n of [1, 2, 3]) await must(operations, openArea(n));
  const other = { ...dispatcher, id: 'usr_other' };
  const answers = await Promise.all([
    operations.submit('op', { id: 'm1', type: 'mergeIncident', incident: 'inc_1', into: 'inc_2' }, dispatcher),
    operations.submit('op', { id: 'm2', type: 'mergeIncident', incident: 'inc_2', into: 'inc_1' }, other),
    operations.submit('op', { id: 'c1', type: 'cancelIncident', incident: 'inc_3', reason: 'other' }, dispatcher),
    operations.submit('op', { id: 'n1', type: 'addNote', incident: 'inc_3', text: 'late' }, other),
  ]);
  const unknown = { outcome: 'refused', code: 'incidentUnknown' };
  const endedAt = expect.any(String);
  expect(answers).toMatchObject([
    { outcome: 'accepted' },
    { ...unknown, details: { incident: 'inc_1', ended: 'merged', mergedInto: 'inc_2', endedAt } },
    { outcome: 'accepted' },
    { ...unknown, details: { incident: 'inc_3', ended: 'cancelled', endedAt } },
  ]);
});

test('somebody who may not command cannot use up the id of a command', async () => {
  const viewer = { id: 'usr_viewer', role: 'viewer' } as const;
  expect(await operations.submit('op', openArea(1), viewer)).toMatchObject({ code: 'notPermitted' });
  expect(await operations.submit('op', openArea(1), dispatcher)).toMatchObject({ outcome: 'accepted' });
});

test('a text that the database cannot hold fails alone', async () => {
  const outcomes = await Promise.all(
    [openArea(1), openArea(2, 'a\u0000b'), openArea(3)].map((it) => operations.submit('op', it, dispatcher)),
  );
  expect(outcomes.map((it) => it.outcome)).toEqual(['accepted', 'failed', 'accepted']);
  expect((await operations.state('op'))?.seq).toBe(3);
});

test('the state at an earlier event or instant is the fold of the log so far, also when it starts from a snapshot', async () => {
  await must(operations, openArea(1));
  await Promise.all(Array.from({ length: 1100 }, (_, n) => operations.submit('op', note(n), dispatcher)));
  const log = (await operations.events('op', 0, 5000)) as RecordedEvent[];
  expect(log.map((it) => it.seq)).toEqual(log.map((_, i) => i + 1));
  await expect.poll(() => database.sql`select seq from snapshots`).not.toHaveLength(0);
  for (const seq of [0, 1, 499, 500, 730, 1100]) {
    const state = await operations.stateAt('op', seq);
    expect(state && stateHash(state)).toBe(stateHash(fold(initialState, log.slice(0, seq))));
  }
  const at = log[640]?.at as string;
  const upTo = log.filter((it) => it.at <= at);
  expect(await operations.stateAt('op', at)).toEqual(fold(initialState, upTo));
});

test('a service that opens later continues from the snapshot and the events after it', async () => {
  await must(operations, openArea(1));
  await Promise.all(Array.from({ length: 700 }, (_, n) => operations.submit('op', note(n), dispatcher)));
  const later = await openOperations(database.sql);
  const [mine, its] = await Promise.all([operations.state('op'), later.state('op')]);
  expect(its && stateHash(its)).toBe(mine && stateHash(mine));
  await later.close();
});

test('the timeline of an incident holds what was merged into it', async () => {
  await must(operations, openArea(1));
  await must(operations, openArea(2));
  await must(operations, { id: 'm', type: 'mergeIncident', incident: 'inc_1', into: 'inc_2' });
  const types = (await operations.timeline('op', { incident: 'inc_2', limit: 10 }))?.map((it) => it.event.type);
  expect(types).toEqual(['incidentMerged', 'incidentOpened']);
  expect((await operations.timeline('op', { before: 3, limit: 1 }))?.map((it) => it.seq)).toEqual([2]);
});

test('the timeline of a part that was split off begins with the split; that of a whole shows what was taken out again', async () => {
  const at = new Date().toISOString();
  await must(operations, {
    id: 'p',
    type: 'openIncident',
    incident: 'inc_whole',
    site: { type: 'device', device: 'B' },
    since: at,
    reason: 'dispatcherJudgement',
    hazard: false,
  });
  await must(operations, {
    id: 's',
    type: 'splitIncident',
    incident: 'inc_whole',
    parts: [{ incident: 'inc_part', device: 'F1' }],
  });
  const types = async (incident: string) =>
    (await operations.timeline('op', { incident, limit: 10 }))?.map((it) => it.event.type);
  expect(await types('inc_part')).toEqual(['incidentSplit']);
  expect(await types('inc_whole')).toEqual(['incidentSplit', 'incidentOpened']);
  await must(operations, { id: 'm', type: 'mergeIncident', incident: 'inc_part', into: 'inc_whole' });
  await must(operations, { id: 'u', type: 'unmergeIncident', incident: 'inc_part', from: 'inc_whole' });
  expect(await types('inc_whole')).toEqual(['incidentUnmerged', 'incidentMerged', 'incidentSplit', 'incidentOpened']);
});

test('an outage found inside a finished one takes its customers and minutes from that one’s row', async () => {
  const at = new Date().toISOString();
  const predict = (incident: `inc_${string}`, device: string): Command => ({
    id: `predict-${incident}`,
    type: 'predictOutage',
    incident,
    device,
    reports: { ids: [incident], firstAt: at, lastAt: at, hazard: false },
    ruling: { rule: 'test', evidence: {} },
    absorbs: [],
    ...(incident === 'inc_b' && { nestedIn: 'inc_a' }),
  });
  await must(operations, predict('inc_a', 'R'), system);
  await must(operations, { id: 'c', type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' });
  await must(operations, {
    id: 'r',
    type: 'restoreSupply',
    incident: 'inc_a',
    step: 'stp_1',
    means: 'repair',
    scope: { type: 'all' },
    verification: 'crew',
  });
  await must(operations, { id: 'e', type: 'closeIncident', incident: 'inc_a', cause: 'treeDown' });
  const outcome = await must(operations, predict('inc_b', 'F1'), system);
  const rows = await database.sql`select id, status, customers, seq from incidents order by id`;
  expect(rows).toEqual([
    { id: 'inc_a', status: 'closed', customers: 1000, seq: outcome.seq },
    { id: 'inc_b', status: 'predicted', customers: 1000, seq: outcome.seq },
  ]);
});
