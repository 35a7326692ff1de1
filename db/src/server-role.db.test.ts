import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect, type Database } from './connect.ts';
import { migrate } from './migrate.ts';
import { excessiveRights, TablesOfAnotherRole } from './server-role.ts';
import { databaseUrl, onServer } from './testing.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));
const suffix = randomBytes(6).toString('hex');
const roles = { owner: `owner_${suffix}`, server: `server_${suffix}` };
const name = `roles_${suffix}`;

/** A database of one's own, where neither role is a superuser. */
const address = (role: keyof typeof roles) => {
  const url = new URL(databaseUrl(inject('testServer'), name));
  url.username = roles[role];
  url.password = 'secret';
  return url.href;
};

let server: Database;

beforeAll(async () => {
  for (const role of Object.values(roles)) {
    await onServer(inject('testServer'), (sql) => sql.unsafe(`create role ${role} login password 'secret'`));
  }
  await onServer(inject('testServer'), (sql) => sql.unsafe(`create database ${name} owner ${roles.owner}`));
  await migrate(address('owner'), MIGRATIONS, roles.server);
  server = connect(address('server'), { connections: 1 });
});

afterAll(async () => {
  await server.close();
  await onServer(inject('testServer'), (sql) => sql.unsafe(`drop database ${name} with (force)`));
  for (const role of Object.values(roles)) {
    await onServer(inject('testServer'), (sql) => sql.unsafe(`drop role ${role}`));
  }
});

test('the role that serves writes what it must', async () => {
  const { sql } = server;
  await sql`insert into operations (id, kind, name_zh, name_en, head_hash) values ('op', 'live', '站', 'Centre', '')`;
  await sql`update operations set head = 1 where id = 'op'`;
  await sql`insert into events values ('op', 1, now(), '{}', 'c1', 'noteAdded', '{}', '')`;
  await sql`insert into access_events values (1, now(), null, 'userCreated', 'usr_1', '{}', '')`;
  await sql`insert into networks (version, name, source, content_hash, stats, warnings, names) values ('net-1', '', '', '', '{}', '[]', '{}')`;
  await sql`insert into network_parts values ('net-1', 0, 'x')`;
  await sql`insert into commands (operation_id, command_id, fingerprint, outcome, at) values ('op', 'c1', '', 'accepted', now())`;
  expect(await sql`select seq from events`).toEqual([{ seq: 1 }]);
  expect(await excessiveRights(sql)).toEqual([]);
});

test.each([
  `update events set type = 'incidentClosed'`,
  'delete from events',
  'truncate events',
  `update commands set outcome = 'refused'`,
  'delete from commands',
  `update access_events set by = 'usr_2'`,
  'delete from access_events',
  'truncate access_events',
  `update networks set name = 'other'`,
  `update network_parts set bytes = ''`,
  'delete from networks',
  'alter table events disable trigger all',
  'drop table events',
  'create table mine (id int)',
  `grant update on events to ${roles.server}`,
])('it may not: %s', async (statement) => {
  const rights = () => server.sql`select has_table_privilege('events', 'update') as update`;
  // A grant by one who may not grant is a warning, and nothing else.
  await server.sql.unsafe(statement).catch((error) => expect(error.code).toBe('42501'));
  expect(await rights()).toEqual([{ update: false }]);
  expect(
    await server.sql`select to_regclass('mine') as mine,
    (select count(*)::int from access_events where by is null) as access, count(*)::int as events,
    (select name || version || octet_length(bytes) from networks join network_parts using (version)) as network from events`,
  ).toEqual([{ mine: null, access: 1, events: 1, network: 'net-11' }]);
});

test('a role that does both is told what that means', async () => {
  const owner = connect(address('owner'), { connections: 1 });
  expect(await excessiveRights(owner.sql)).toEqual(['owns the log']);
  await owner.close();
  const superuser = connect(databaseUrl(inject('testServer'), name), { connections: 1 });
  expect(await excessiveRights(superuser.sql)).toEqual(['is a superuser']);
  await superuser.close();
});

test('tables that another role has made are refused with how they are handed over', async () => {
  await expect(migrate(address('server'), MIGRATIONS, 'somebody')).rejects.toThrow(TablesOfAnotherRole);
  await expect(migrate(address('server'), MIGRATIONS, 'somebody')).rejects.toThrow(
    `reassign owned by "${roles.owner}" to "${roles.server}"`,
  );
});
