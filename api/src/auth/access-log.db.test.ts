import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessEvents } from '@relight/db/schema/access-events';
import { users } from '@relight/db/schema/people';
import { createTestDatabase } from '@relight/db/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acknowledgeRestored, noteLinks, readLinks } from '../operations/remembered-links.ts';
import { isIntact } from '../operations/verify.ts';
import { PASSWORD, startTestServer, type TestServer } from '../testing/test-server.ts';
import { ACCESS_LOG, beginAccessLog, changeAccess } from './access-log.ts';
import { verifyAccess } from './verify-access.ts';

const NEW_PASSWORD = 'a long enough sentence';
const name = { zh: '新人', en: 'Newcomer' };

let server: TestServer;
let dataDir: string;
/** What a test has forged is put back before the server closes, which looks at its log of users and keys. */
let undo: readonly string[];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'relight-access-'));
  server = await startTestServer();
  undo = [];
});
afterEach(async () => {
  for (const statement of undo) await server.database.sql.unsafe(statement);
  await server.close();
  rmSync(dataDir, { recursive: true });
});

const asAdmin = async (method: string, path: string, json?: object): Promise<{ readonly id: string }> => {
  const response = await server.request(path, { as: 'admin', method, ...(json && { json }) });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  return response.status === 204 ? { id: '' } : response.json();
};
const createUser = (username: string) =>
  asAdmin('POST', '/api/users', { username, password: NEW_PASSWORD, name, role: 'dispatcher' });

const since = async (before: number) => {
  const rows = await server.database.tables.select().from(accessEvents).orderBy(accessEvents.number);
  return rows.slice(before);
};
const verified = async () => verifyAccess({ sql: server.database.sql, remembered: await readLinks(dataDir) });

test('whatever is done to users and keys is in the log: who did it, to whom, and what became otherwise', async () => {
  const before = (await since(0)).length;
  const user = await createUser('newcomer');
  await asAdmin('PATCH', `/api/users/${user.id}`, { disabled: true });
  await asAdmin('PATCH', `/api/users/${user.id}`, { disabled: false });
  await asAdmin('PATCH', `/api/users/${user.id}`, { name: { zh: '别人', en: 'Another' } });
  await asAdmin('POST', `/api/users/${user.id}/password`, { password: 'another long sentence' });
  await asAdmin('DELETE', `/api/users/${user.id}/sessions`);
  const key = await asAdmin('POST', '/api/keys', { name: 'call centre' });
  await asAdmin('DELETE', `/api/keys/${key.id}`);
  const own = { current: PASSWORD, password: NEW_PASSWORD };
  expect((await server.request('/api/session/password', { as: 'viewer', json: own })).ok).toBe(true);

  const secret = expect.stringMatching(/^[0-9a-f]{64}$/);
  const access = { crew: null, disabled: false, demo: false, secret };
  const written = await since(before);
  expect(written.map(({ by, kind, subject, change }) => [by, kind, subject, change])).toEqual([
    ['usr_admin', 'userCreated', user.id, { ...access, role: 'dispatcher' }],
    ['usr_admin', 'userChanged', user.id, { disabled: true }],
    ['usr_admin', 'userChanged', user.id, { disabled: false }],
    ['usr_admin', 'userChanged', user.id, {}],
    ['usr_admin', 'passwordSet', user.id, { secret }],
    ['usr_admin', 'sessionsEnded', user.id, {}],
    ['usr_admin', 'keyCreated', key.id, { ...access, role: 'intake' }],
    ['usr_admin', 'keyRevoked', key.id, { disabled: true }],
    ['usr_viewer', 'passwordSet', 'usr_viewer', { secret }],
  ]);
  expect(JSON.stringify(written)).not.toMatch(/newcomer|新人|别人|call centre|argon2|sentence/i);
  expect(isIntact(await verified())).toBe(true);
});

test('what is refused is not in the log, and what cannot be put down is not done', async () => {
  const { tables } = server.database;
  await createUser('newcomer');
  const before = (await since(0)).length;
  const again = { username: 'newcomer', password: NEW_PASSWORD, name, role: 'viewer' };
  expect((await server.request('/api/users', { as: 'admin', json: again })).status).toBe(409);
  const disabled = changeAccess(tables, 'usr_admin', async (transaction, note) => {
    await transaction.update(users).set({ disabled: true });
    note('userChanged', null as never, { disabled: true });
  });
  await expect(disabled).rejects.toThrow();
  expect(await since(before)).toEqual([]);
  expect((await tables.select().from(users)).filter((user) => user.disabled)).toEqual([]);
});

test('whoever changes users at the same moment queues, and the chain has no gap', async () => {
  const before = (await since(0)).length;
  await Promise.all(Array.from({ length: 8 }, (_, n) => createUser(`newcomer${n}`)));
  expect(await since(before)).toHaveLength(8);
  expect(await verified()).toMatchObject({ events: before + 8, contradictions: [] });
});

describe('a user or key that was changed past the log is named', () => {
  test.each([
    [
      'usr_viewer says role admin, the log viewer',
      `update users set role = 'admin' where id = 'usr_viewer'`,
      `update users set role = 'viewer' where id = 'usr_viewer'`,
    ],
    [
      'usr_crew says crew crew_two, the log crew_one',
      `update users set crew_id = 'crew_two' where id = 'usr_crew'`,
      `update users set crew_id = 'crew_one' where id = 'usr_crew'`,
    ],
    [
      'usr_admin says disabled true, the log false',
      `update users set disabled = true where id = 'usr_admin'`,
      `update users set disabled = false where id = 'usr_admin'`,
    ],
    [
      'usr_wall says demo false, the log true',
      `update users set demo = false where id = 'usr_wall'`,
      `update users set demo = true where id = 'usr_wall'`,
    ],
    [
      'usr_admin has another password or key than the log knows of',
      `update users set password_hash = password_hash || 'x' where id = 'usr_admin'`,
      `update users set password_hash = left(password_hash, -1) where id = 'usr_admin'`,
    ],
    [
      'usr_forged is nowhere in the log',
      `insert into users (id, username, name_zh, name_en, role) values ('usr_forged', 'forged', '', '', 'admin')`,
      `delete from users where id = 'usr_forged'`,
    ],
    [
      'key_forged is nowhere in the log',
      `insert into machine_keys (id, token_hash, name, role) values ('key_forged', 'x', '', 'intake')`,
      `delete from machine_keys where id = 'key_forged'`,
    ],
    [
      'usr_manager is missing',
      `update users set id = 'usr_gone' where id = 'usr_manager'`,
      `update users set id = 'usr_manager' where id = 'usr_gone'`,
    ],
  ])('%s', async (named, forge, putBack) => {
    await server.database.sql.unsafe(forge);
    undo = [putBack];
    const finding = await verified();
    expect(finding.broken).toBeUndefined();
    expect(finding.contradictions).toContain(named);
    expect(isIntact(finding)).toBe(false);
  });

  test('also when something else about it is changed by the page afterwards', async () => {
    await server.database.sql`update users set role = 'admin' where id = 'usr_viewer'`;
    undo = [`update users set role = 'viewer' where id = 'usr_viewer'`];
    await asAdmin('PATCH', '/api/users/usr_viewer', { disabled: true });
    expect((await verified()).contradictions).toEqual(['usr_viewer says role admin, the log viewer']);
  });
});

describe('an event that is not as it was written is named', () => {
  /** As it is before anybody forges something. */
  const keep = async () => {
    await server.database.sql`create table kept as select * from access_events`;
    await server.database.sql`create table kept_end as select * from installation where name = 'accessLog'`;
    undo = [
      'delete from access_events',
      'insert into access_events select * from kept',
      `delete from installation where name = 'accessLog'`,
      'insert into installation select * from kept_end',
      'drop table kept, kept_end',
    ];
  };

  const unlike = { seq: 2, why: 'it does not match its link in the chain' };
  test.each([
    ['another author', unlike, `update access_events set by = 'x' where number = 2`],
    ['another role', unlike, `update access_events set change = change || '{"role": "admin"}' where number = 2`],
    ['another time', unlike, `update access_events set at = at - interval '1 s' where number = 2`],
    ['removed', { seq: 3, why: 'event 3 is missing' }, 'delete from access_events where number = 3'],
    ['cut off', { seq: 8, why: 'the log ends at 7, but its end is 8' }, 'delete from access_events where number = 8'],
    [
      'added',
      { seq: 8, why: 'the log goes on after its end, 7' },
      `update installation set value = value || '{"events": 7}' where name = 'accessLog'`,
    ],
    [
      'another end',
      { seq: 8, why: 'it is not the event that the end was chained to' },
      `update installation set value = value || '{"hash": ""}' where name = 'accessLog'`,
    ],
    [
      'no end',
      { seq: 1, why: 'the log goes on after its end, 0' },
      `delete from installation where name = 'accessLog'`,
    ],
  ])('%s', async (_, broken, forge) => {
    await asAdmin('DELETE', '/api/users/usr_viewer/sessions');
    expect(await since(0)).toHaveLength(8);
    await keep();
    await server.database.sql.unsafe(forge);
    expect((await verified()).broken).toEqual(broken);
  });

  test('also when the end was cut off so that it fits, because it is remembered elsewhere', async () => {
    const { sql } = server.database;
    const [before] = await sql`select value from installation where name = 'accessLog'`;
    const ended = await since(0);
    await asAdmin('DELETE', '/api/users/usr_viewer/sessions');
    await noteLinks(sql, dataDir, new Date());
    expect(await verified()).toMatchObject({ contradictions: [] });
    await sql`delete from access_events where number > ${ended.length}`;
    await sql`update installation set value = ${sql.json(before?.value)} where name = 'accessLog'`;

    const lost = expect.stringMatching(`^the log had ${ended.length + 1} events at .*, and has ${ended.length} now$`);
    expect((await verified()).contradictions).toEqual([lost]);
    // The next start does not forget it; a person who has put a backup back may say so.
    expect(await noteLinks(sql, dataDir, new Date())).toEqual([ACCESS_LOG]);
    expect((await verified()).contradictions).toEqual([lost]);
    expect(await acknowledgeRestored(sql, dataDir, new Date())).toEqual([ACCESS_LOG]);
    expect(isIntact(await verified())).toBe(true);
  });
});

test('users and keys from before there was a log are entered once, as they are found', async () => {
  const older = await createTestDatabase();
  const { sql, tables } = older;
  try {
    await sql`insert into users (id, username, name_zh, name_en, role) values ('usr_old', 'old', '', '', 'admin')`;
    await sql`insert into machine_keys (id, token_hash, name, role) values ('key_old', 'x', '', 'intake')`;
    expect((await verifyAccess({ sql })).notes).toEqual([
      'this log has not begun: the next start of the server enters the 2 that are here as they are found',
    ]);
    expect(await beginAccessLog(tables)).toBe(2);
    await sql`insert into users (id, username, name_zh, name_en, role) values ('usr_late', 'late', '', '', 'admin')`;
    expect(await beginAccessLog(tables)).toBe(0);
    expect(await verifyAccess({ sql })).toMatchObject({
      events: 2,
      contradictions: ['usr_late is nowhere in the log'],
      notes: [
        expect.stringMatching(/^2 users and keys were entered on .* as they were found; who made them is not known$/),
      ],
    });
  } finally {
    await older.drop();
  }
});
