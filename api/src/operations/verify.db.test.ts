import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Operations } from './operations.ts';
import { createTestOperation, must, openArea, openOperations } from './testing/open-operations.ts';
import { verifyLog } from './verify.ts';

const LENGTH = 1_250;

let database: TestDatabase;
let operations: Operations;

beforeEach(async () => {
  database = await createTestDatabase();
  operations = await openOperations(database.sql);
  await createTestOperation(operations, 'another');
  await createTestOperation(operations);
  await must(operations, openArea(1));
  const note = (n: number) => ({ id: `n${n}`, type: 'addNote', incident: 'inc_1', text: `note ${n} 现场` }) as const;
  await Promise.all(Array.from({ length: LENGTH - 2 }, (_, n) => operations.submit('op', note(n), dispatcher)));
});

afterEach(async () => {
  await operations.close();
  await database.drop();
});

const verdict = async () => (await verifyLog({ sql: database.sql })).find((it) => it.operation === 'op');
const broken = async () => (await verdict())?.broken?.seq;

test('logs that nobody touched are intact, and progress is told', async () => {
  const heard: number[] = [];
  const findings = await verifyLog({ sql: database.sql, onProgress: (_, events) => heard.push(events) });
  expect(findings.map((it) => [it.operation, it.events, it.broken])).toEqual([
    ['another', 1, undefined],
    ['op', LENGTH, undefined],
  ]);
  expect(heard).toEqual([1, 1000, LENGTH]);
});

test('one changed letter is found, with operation and event', async () => {
  await database.sql`update events set event = jsonb_set(event, '{text}', '"note 7 现杨"') where command_id = 'n7' and operation_id = 'op'`;
  const [row] = await database.sql`select seq from events where command_id = 'n7'`;
  expect(await verdict()).toMatchObject({ operation: 'op', broken: { seq: row?.seq } });
});

test('a changed author, time, command or type is found', async () => {
  await database.sql`update events set type = 'incidentClosed' where operation_id = 'op' and seq = 900`;
  expect(await broken()).toBe(900);
  await database.sql`update events set command_id = 'x' where operation_id = 'op' and seq = 800`;
  expect(await broken()).toBe(800);
  await database.sql`update events set at = at + interval '1 ms' where operation_id = 'op' and seq = 700`;
  expect(await broken()).toBe(700);
  await database.sql`update events set actor = jsonb_set(actor, '{id}', '"usr_x"') where operation_id = 'op' and seq = 600`;
  expect(await broken()).toBe(600);
});

test('a removed event is found', async () => {
  await database.sql`delete from events where operation_id = 'op' and seq = 1100`;
  expect(await broken()).toBe(1100);
  await database.sql`delete from events where operation_id = 'op' and seq = 1`;
  expect(await broken()).toBe(1);
});

test('two events that changed places are found', async () => {
  await database.sql`update events set seq = -1 where operation_id = 'op' and seq = 40`;
  await database.sql`update events set seq = 40 where operation_id = 'op' and seq = 41`;
  await database.sql`update events set seq = 41 where operation_id = 'op' and seq = -1`;
  expect(await broken()).toBe(40);
});

test('a missing end is found, also when the head was put back to fit', async () => {
  await database.sql`delete from events where operation_id = 'op' and seq > 1200`;
  expect(await broken()).toBe(1201);
  await database.sql`
    update operations set head = 1200,
      head_hash = (select hash from events where operation_id = 'op' and seq = 1200) where id = 'op'`;
  expect(await broken()).toBe(1201);
});

test('an end that somebody added is found', async () => {
  await database.sql`
    insert into events select operation_id, seq + 1, at, actor, command_id, type, event, hash from events
    where operation_id = 'op' and seq = ${LENGTH}`;
  expect(await broken()).toBe(LENGTH + 1);
});

test('a log whose operation is gone is found', async () => {
  await database.sql`delete from operations where id = 'op'`;
  expect(await broken()).toBe(1);
});

test('appends that go on meanwhile disturb nothing', async () => {
  const appending = Promise.all(Array.from({ length: 200 }, (_, n) => must(operations, openArea(n + 2))));
  for (let i = 0; i < 5; i += 1) expect(await broken()).toBeUndefined();
  await appending;
});
