import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect, type Sql } from '@relight/db/connect';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import type { Command } from '@relight/shared/operation/commands';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { stateHash } from '@relight/shared/operation/state-hash';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Operations } from './operations.ts';
import type { Accepted } from './outcome.ts';
import { note } from './testing/notes.ts';
import { createTestOperation, must, openArea, openOperations } from './testing/open-operations.ts';
import { verifyLog } from './verify.ts';

let database: TestDatabase;
let one: Operations;
let two: Operations;

beforeEach(async () => {
  database = await createTestDatabase();
  [one, two] = await Promise.all([openOperations(database.sql), openOperations(database.sql)]);
  await createTestOperation(one);
  await must(one, openArea(1));
});

afterEach(async () => {
  await Promise.all([one.close(), two.close()]);
  await database.drop();
});

const wholeLog = async () => (await one.events('op', 0, 100_000)) as readonly RecordedEvent[];
const isIntact = async () => (await verifyLog({ sql: database.sql })).every((it) => it.broken === undefined);

test('two processes append at the same time: no gap, every accepted command once, equal states', async () => {
  const heard: number[] = [];
  await two.subscribe('op', (events) => heard.push(...events.map((it) => it.seq)));
  const outcomes = await Promise.all(
    Array.from({ length: 600 }, (_, n) => (n % 2 === 0 ? one : two).submit('op', note(n), dispatcher)),
  );
  expect(outcomes.every((it) => it.outcome === 'accepted')).toBe(true);
  const log = await wholeLog();
  expect(log.map((it) => it.seq)).toEqual(Array.from({ length: 602 }, (_, i) => i + 1));
  expect(new Set(log.map((it) => it.command)).size).toBe(602);
  for (const [n, outcome] of outcomes.entries()) {
    expect(log[(outcome as Accepted).seq - 1]?.command).toBe(`note-${n}`);
  }
  await expect.poll(() => heard.length).toBe(600);
  expect(heard).toEqual(log.slice(2).map((it) => it.seq));
  const states = await Promise.all([one.state('op'), two.state('op')]);
  expect(new Set(states.map((state) => state && stateHash(state))).size).toBe(1);
  expect(await isIntact()).toBe(true);
});

test('a lone writer asks the database once for each command, chains and read tables included', async () => {
  const asked: string[] = [];
  const counting = new Proxy(database.sql, {
    get: (sql, name: keyof Sql) => {
      if (name === 'begin' || name === 'unsafe') asked.push(name);
      return sql[name];
    },
  });
  const lone = await openOperations(counting);
  // Only who has appended knows how the log ends.
  expect(await lone.submit('op', note('first'), dispatcher)).toMatchObject({ outcome: 'accepted' });
  asked.length = 0;
  for (let n = 0; n < 10; n++) await must(lone, note(n));
  const nowhere: Command = { id: 'nowhere', type: 'addNote', incident: 'inc_none', text: 'note' };
  expect(await lone.submit('op', nowhere, dispatcher)).toMatchObject({ outcome: 'refused' });
  expect(asked).toEqual(Array(11).fill('unsafe'));
  await lone.close();
});

test('the same commands given to two processes at once count once and get the same answers', async () => {
  const give = (operations: Operations) =>
    Promise.all(Array.from({ length: 100 }, (_, n) => operations.submit('op', note(n % 40), dispatcher)));
  const [mine, its] = await Promise.all([give(one), give(two)]);
  expect(its).toEqual(mine);
  expect(await wholeLog()).toHaveLength(42);
});

test('a command whose answer was lost after the commit is answered when it comes again', async () => {
  let losses = 0;
  const unreliable = new Proxy(database.sql, {
    get(sql, name: keyof Sql) {
      if (name !== 'begin') return sql[name];
      return async (work: Parameters<Sql['begin']>[1]) => {
        await sql.begin(work);
        losses += 1;
        throw new Error('connection lost');
      };
    },
  });
  const unlucky = await openOperations(unreliable);
  const commands = [note('a'), note('b'), note('c')];
  const lost = await Promise.all(commands.map((it) => unlucky.submit('op', it, dispatcher)));
  expect(lost.map((it) => it.outcome === 'failed' && it.code)).toEqual(Array(3).fill('unavailable'));
  expect(losses).toBeGreaterThan(0);
  const again = await Promise.all(commands.map((it) => two.submit('op', it, dispatcher)));
  expect(again.map((it) => it.outcome === 'accepted' && it.seq)).toEqual([3, 4, 5]);
  expect(await wholeLog()).toHaveLength(5);
  await unlucky.close();
});

test('connections that the database cuts in the middle of a stream lose nothing and double nothing', async () => {
  const answered = new Map<string, number>();
  const give = async (n: number) => {
    for (;;) {
      const outcome = await (n % 2 === 0 ? one : two).submit('op', note(n), dispatcher);
      if (outcome.outcome === 'accepted') return answered.set(`note-${n}`, outcome.seq);
      expect(outcome).toMatchObject({ outcome: 'failed', code: 'unavailable' });
      failures += 1;
      await sleep(20);
    }
  };
  let given = 0;
  let failures = 0;
  const goesOn = () => given < 300 || failures < 5;
  // From a connection of its own, which must not be one of those that are cut.
  const knife = connect(database.url, { connections: 1 });
  const cut = async () => {
    for (; goesOn(); await sleep(40)) {
      await knife.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ~ '(begin|for update|insert into|commit)' and pid <> pg_backend_pid()
        limit 1`;
    }
  };
  // For as long as it takes until some were cut in the middle.
  const stream = async () => {
    while (goesOn()) await Promise.all(Array.from({ length: 10 }, () => give(given++)));
  };
  await Promise.all([cut(), stream()]);
  await knife.close();
  await expect.poll(async () => (await two.state('op'))?.seq).toBe(given + 2);
  const log = await wholeLog();
  expect(log).toHaveLength(given + 2);
  for (const [command, seq] of answered) expect(log[seq - 1]?.command).toBe(command);
  expect(await isIntact()).toBe(true);
});

test('a process that is killed in the middle of a stream: everything it was answered is there, once', async () => {
  const script = fileURLToPath(new URL('./testing/child-writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answered = new Map<string, number>();
  const exited = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const [command = '', seq] = line.split(' ');
    answered.set(command, Number(seq));
    if (answered.size === 400) child.kill('SIGKILL');
  }
  await exited;
  expect(answered.size).toBeGreaterThanOrEqual(400);
  await must(one, note('after'));
  const log = await wholeLog();
  expect(log.map((it) => it.seq)).toEqual(log.map((_, i) => i + 1));
  expect(new Set(log.map((it) => it.command)).size).toBe(log.length);
  for (const [command, seq] of answered) expect(log[seq - 1]?.command).toBe(command);
  // Whoever gave them asks again, not knowing how far they came.
  for (const [command, seq] of [...answered].slice(-50)) {
    expect(await two.submit('op', note(command.slice(5)), dispatcher)).toMatchObject({ outcome: 'accepted', seq });
  }
  expect(await isIntact()).toBe(true);
});
