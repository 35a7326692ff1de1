import type { Sql } from '@relight/db/connect';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import type { Actor } from '@relight/shared/operation/events';
import { crewOne, dispatcher } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../limits/limits.ts';
import type { SecurityLog } from '../security-log.ts';
import { createOperations, type Operations } from './operations.ts';
import { note } from './testing/notes.ts';
import { createTestOperation, must, openArea, silent, testDirectory } from './testing/open-operations.ts';

const wall: Actor = { id: 'usr_wall', role: 'wall' };
const colleague: Actor = { id: 'usr_other', role: 'dispatcher' };

let database: TestDatabase;
let operations: Operations;
/** Transactions so far: the way of those that must wait for their turn at the operation's row. */
let transactions: number;
let refused: Parameters<SecurityLog['refused']>[0][];

beforeEach(async () => {
  database = await createTestDatabase();
  transactions = 0;
  refused = [];
  const sql = new Proxy(database.sql, {
    get(target, name: keyof Sql) {
      if (name === 'begin') transactions += 1;
      return target[name];
    },
  });
  operations = await createOperations({
    sql,
    directory: testDirectory,
    log: silent,
    security: { refused: (it) => void refused.push(it), close: () => {} },
    limits: { ...LIMITS.commands, waiting: 50 },
  });
  await createTestOperation(operations);
  await must(operations, openArea(1));
});

afterEach(async () => {
  await operations.close();
  await database.drop();
});

const give = (count: number, actor: Actor, name: string) =>
  Array.from({ length: count }, (_, n) => operations.submit('op', note(`${name}-${n}`), actor));
const outcomes = async (given: readonly Promise<unknown>[]) =>
  Promise.all(given.map(async (it) => ((await it) as { outcome: string }).outcome));

test('orders of somebody who may give none take nobody’s place, and force nobody on the slow way', async () => {
  await outcomes(give(1, dispatcher, 'warm'));
  transactions = 0;
  const forbidden = give(2_000, wall, 'forbidden');
  const own = give(20, dispatcher, 'own');
  const more = give(2_000, wall, 'more');
  expect(new Set(await outcomes(own))).toEqual(new Set(['accepted']));
  for (const it of [...forbidden, ...more]) expect(await it).toEqual({ outcome: 'refused', code: 'notPermitted' });
  expect(transactions).toBe(0);
});

test('an id used twice does not force others on the slow way', async () => {
  await outcomes(give(1, dispatcher, 'warm'));
  transactions = 0;
  const own = give(5, dispatcher, 'own');
  const twice = [
    operations.submit('op', note('twice'), colleague),
    operations.submit('op', { ...note('twice'), text: 'another' } as never, colleague),
  ];
  expect(new Set(await outcomes(own))).toEqual(new Set(['accepted']));
  expect(await twice[1]).toMatchObject({ outcome: 'failed', code: 'commandIdReused' });
  expect(transactions).toBe(0);
});

test('somebody who brings more than there is room for is turned away, and a colleague is not', async () => {
  const greedy = give(200, colleague, 'greedy');
  const own = give(20, dispatcher, 'own');
  expect(new Set(await outcomes(own))).toEqual(new Set(['accepted']));
  const answers = await Promise.all(greedy);
  expect(answers.filter((it) => it.outcome === 'failed' && it.code === 'overloaded').length).toBeGreaterThan(100);
});

test('a colleague with a thousand orders waiting delays nobody until they are done', async () => {
  const order: string[] = [];
  const greedy = give(45, colleague, 'greedy').map((it) => it.then(() => order.push('greedy')));
  const own = operations.submit('op', note('own'), dispatcher).then(() => order.push('own'));
  await Promise.all([...greedy, own]);
  // The first of the greedy was under way already; the rest make one group with the other person's.
  const head = (await operations.events('op', 2, 100))?.map(({ command }) => command) ?? [];
  expect(head.indexOf('note-own')).toBeLessThanOrEqual(2);
});

test('what is refused for who it is that asks is told to the security log, whoever judges it', async () => {
  await operations.submit('op', note('wall'), wall);
  await operations.submit('op', { id: 'duty', type: 'setCrewDuty', crew: 'crew_two', duty: 'on' } as never, crewOne);
  await operations.submit('op', note('own'), dispatcher);
  expect(refused).toMatchObject([
    { what: 'command', type: 'addNote', operation: 'op', actor: 'usr_wall', role: 'wall', code: 'notPermitted' },
    { what: 'command', type: 'setCrewDuty', actor: crewOne.id, role: 'crew', code: 'notYourDispatch' },
  ]);
});
