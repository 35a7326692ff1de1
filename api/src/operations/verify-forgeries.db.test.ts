import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Operations } from './operations.ts';
import { acknowledgeRestored, noteLinks, readLinks, rememberLinks } from './remembered-links.ts';
import { note } from './testing/notes.ts';
import { createTestOperation, must, openArea, openOperations, silent } from './testing/open-operations.ts';
import { isIntact, verifyLog } from './verify.ts';

let database: TestDatabase;
let operations: Operations;
let dataDir: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'relight-links-'));
  database = await createTestDatabase();
  operations = await openOperations(database.sql);
  await createTestOperation(operations, 'another');
  await createTestOperation(operations);
  await must(operations, openArea(1));
  await must(operations, openArea(2));
  await must(operations, { id: 'duty', type: 'setCrewDuty', crew: 'crew_one', onDuty: true });
  await must(operations, { id: 'send', type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_1', crew: 'crew_one' });
  await must(operations, { id: 'merge', type: 'mergeIncident', incident: 'inc_2', into: 'inc_1' });
  await operations.submit('op', { id: 'refused', type: 'addNote', incident: 'inc_9', text: 'nowhere' }, dispatcher);
  await Promise.all(Array.from({ length: 520 }, (_, n) => operations.submit('op', note(n), dispatcher)));
  await expect.poll(() => database.sql`select seq from snapshots`).toHaveLength(1);
  await noteLinks(database.sql, dataDir, new Date());
});

afterEach(async () => {
  await operations.close();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

const verified = async () => verifyLog({ sql: database.sql, remembered: await readLinks(dataDir) });
const found = async (operation = 'op') => (await verified()).find((it) => it.operation === operation);
const contradictions = async () => (await found())?.contradictions;

test('a log, and all that follows from it, is intact as it was written', async () => {
  const findings = await verified();
  expect(findings.map((finding) => [finding.operation, isIntact(finding), finding.contradictions])).toEqual([
    ['another', true, []],
    ['op', true, []],
  ]);
});

test('a snapshot that shows 77,777 customers out is found', async () => {
  const [row] = await database.sql<{ seq: number; state: { incidents: Record<string, { extent: object }> } }[]>`
    select seq, state from snapshots`;
  const { incidents } = row?.state ?? { incidents: {} };
  incidents.inc_1 = { ...incidents.inc_1, extent: { ...incidents.inc_1?.extent, customers: 77_777 } };
  await database.sql`update snapshots set state = ${JSON.stringify(row?.state)}::text::json`;
  expect(await contradictions()).toEqual([`the snapshot at event ${row?.seq} is not what the log comes to`]);
});

test('a snapshot from beyond the end of the log is found', async () => {
  await database.sql`insert into snapshots select operation_id, 9999, state_version, state from snapshots`;
  expect(await contradictions()).toEqual(['the snapshot at event 9999 lies outside of the log']);
});

describe('an answer to a command is found', () => {
  test.each([
    ['changed to a refusal', `update commands set outcome = 'refused' where command_id = 'send'`],
    ['changed to other events', `update commands set to_seq = to_seq + 1 where command_id = 'send'`],
    ['given at another time', `update commands set at = at + interval '1 s' where command_id = 'send'`],
    ['removed', `delete from commands where command_id = 'send'`],
    ['a refusal that became an acceptance', `update commands set outcome = 'accepted' where command_id = 'refused'`],
    ['a refusal with another reason', `update commands set code = 'crewUnknown' where command_id = 'refused'`],
    ['a refusal for another order', `update commands set fingerprint = 'x' where command_id = 'refused'`],
    ['a refusal that was removed', `delete from commands where command_id = 'refused'`],
    [
      'invented',
      `insert into commands select operation_id, 'more', fingerprint, outcome, from_seq, to_seq, code, details, at
        from commands where command_id = 'send'`,
    ],
    ...['a day before', 'in the middle of', 'after'].map((when, n) => [
      `invented as if from before there was a chain, ${when} the log`,
      `insert into commands select operation_id, 'planted', fingerprint, outcome, from_seq, to_seq, code, details,
        at + interval '${n - 1} day' from commands where command_id = 'refused'`,
    ]),
  ])('%s', async (_, forge) => {
    await database.sql.unsafe(`${forge} ${forge.startsWith('insert') ? '' : "and operation_id = 'op'"}`);
    expect(await contradictions()).toContainEqual(expect.stringMatching(/^answers: /));
  });
});

describe('a read table that says something else than the log is found', () => {
  test.each([
    ['incidents', 'inc_1 says customers', `update incidents set customers = 77777 where id = 'inc_1'`],
    ['incidents', 'inc_2 says merged_into', `update incidents set merged_into = null where id = 'inc_2'`],
    ['incidents', 'inc_2 is missing', `delete from incidents where id = 'inc_2'`],
    ['incidents', 'inc_9 is nowhere in the log', `update incidents set id = 'inc_9' where id = 'inc_1'`],
    ['dispatches', 'dsp_1 says crew', `update dispatches set crew = 'crew_two'`],
    [
      'restoration_steps',
      'inc_1 step_1 is nowhere in the log',
      `insert into restoration_steps values ('op', 'inc_1', 'step_1', now(), 'repair', 40, 0, 0, null, 3)`,
    ],
  ])('%s: %s', async (table, what, forge) => {
    await database.sql.unsafe(forge);
    const text = (await contradictions())?.join('\n');
    expect(text).toContain(`${table}: `);
    // Of two rows of one table that are wrong the first is named, with how many there are.
    expect(text).toMatch(what.startsWith('inc_9') ? /inc_1 is missing \(and 1 more rows/ : new RegExp(what));
  });
});

test.each([
  ['kind', 'live', `kind = 'drill'`],
  ['name_zh', '试验', `name_zh = '演练'`],
  ['network_version', 'test-1', 'network_version = null'],
  ['status', 'open', `status = 'closed'`],
  ['head_at', '', `head_at = head_at - interval '1 h'`],
])('a row of an operation that says another %s than its log is found', async (column, right, change) => {
  await database.sql.unsafe(`update operations set ${change} where id = 'op'`);
  const said = await contradictions();
  expect(said).toHaveLength(1);
  expect(said?.[0]).toMatch(new RegExp(`^its row says ${column} .*, the log .*${right}`));
});

const ALL = ['events', 'commands', 'snapshots', 'incidents', 'dispatches', 'restoration_steps'];

test('a whole operation that was erased is found, while anything is left of it', async () => {
  await database.sql`delete from operations where id = 'op'`;
  for (const table of ALL.slice(0, -3)) await database.sql.unsafe(`delete from ${table} where operation_id = 'op'`);
  expect(await contradictions()).toEqual(['its operation is gone, but rows of it are left in dispatches, incidents']);
});

const erase = async (operation: string) => {
  await database.sql`delete from operations where id = ${operation}`;
  for (const table of ALL) await database.sql.unsafe(`delete from ${table} where operation_id = '${operation}'`);
};

test('a whole operation that was erased everywhere is found, because it is remembered elsewhere', async () => {
  await erase('another');
  expect((await found('another'))?.contradictions[0]).toMatch(/^the whole operation is gone: it had 1 events at /);
});

/** As if the last hours had never been: everything that one would find it by is put back too. */
const cutTail = async (to: number) => {
  await database.sql`delete from events where operation_id = 'op' and seq > ${to}`;
  await database.sql`delete from commands where operation_id = 'op' and (to_seq > ${to} or outcome = 'refused')`;
  await database.sql`delete from snapshots where operation_id = 'op'`;
  await database.sql`update operations set (head, head_hash, head_at) =
    (select seq, hash, at from events where operation_id = 'op' and seq = ${to}) where id = 'op'`;
};

test('an end that was cut off together with its answers is found, because it is remembered elsewhere', async () => {
  await cutTail(500);
  expect((await contradictions())?.[0]).toMatch(/^the log had 526 events at .*, and has 500 now$/);
});

test('a log that was rewritten from the beginning is found, because it is remembered elsewhere', async () => {
  const noted = join(dataDir, 'log-links.json');
  const { op } = await readLinks(dataDir);
  writeFileSync(noted, readFileSync(noted, 'utf8').replace(op?.hash ?? '', 'f'.repeat(64)));
  expect((await contradictions())?.[0]).toMatch(/^the first 526 events are not those that it had at /);
});

test('what is remembered is not forgotten by the next start, nor by events after the cut', async () => {
  await cutTail(500);
  await erase('another');
  const before = await readLinks(dataDir);
  const later = await openOperations(database.sql);
  for (let n = 0; n < 30; n++) await later.submit('op', note(1000 + n), dispatcher);
  await later.close();
  await rememberLinks({ sql: database.sql, dataDir, log: silent }).close();
  expect(await readLinks(dataDir)).toEqual(before);
  expect((await contradictions())?.[0]).toMatch(/^the first 526 events are not those/);
});

test('the links are noted again and again, and at the end', async () => {
  rmSync(join(dataDir, 'log-links.json'));
  const links = rememberLinks({ sql: database.sql, dataDir, log: silent, everyMs: 20 });
  await expect.poll(async () => (await readLinks(dataDir)).op?.seq).toBe(526);
  await must(operations, openArea(3));
  await expect.poll(async () => (await readLinks(dataDir)).op?.seq).toBe(527);
  await links.close();
  const last = rememberLinks({ sql: database.sql, dataDir, log: silent });
  await must(operations, openArea(4));
  await last.close();
  expect((await readLinks(dataDir)).op?.seq).toBe(528);
});

test('a backup that was put back is acknowledged, and what was lost by it stays on record', async () => {
  await erase('another');
  expect(await acknowledgeRestored(database.sql, dataDir, new Date())).toEqual(['another']);
  expect((await verified()).every(isIntact)).toBe(true);
  expect(JSON.parse(readFileSync(join(dataDir, 'log-links.json'), 'utf8')).acknowledged).toMatchObject([
    { operation: 'another', was: { seq: 1 } },
  ]);
});
