import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { users } from '@relight/db/schema/people';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordMatches } from '../auth/passwords.ts';
import { createSessions } from '../auth/sessions.ts';
import { findUserByName } from '../auth/users.ts';
import { verifyAccess } from '../auth/verify-access.ts';
import { createRoster } from '../crews/roster.ts';
import { networksIn } from '../networks/store.ts';
import { createOperations, type Operations } from '../operations/operations.ts';
import { type DemoAccounts, demoAccountsFile, ensureDemoAccounts } from './accounts.ts';
import { DEMO_OPERATION, isDemo, seedDemo } from './seed.ts';

const log = pino({ level: 'silent' });
let database: TestDatabase;
let operations: Operations;
let dataDir: string;

const seed = async (progress: (line: string) => void = () => {}) => {
  const networks = networksIn(database.tables);
  return seedDemo({ database, networks, operations, onRoster: async () => {}, progress });
};

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'relight-demo-'));
  const roster = createRoster({ tables: database.tables, onError: () => {} });
  const networks = networksIn(database.tables);
  operations = await createOperations({
    sql: database.sql,
    log,
    directory: {
      network: async (version) => (await networks.open(version))?.facts ?? null,
      crew: roster.crew,
      base: () => undefined,
    },
  });
});
afterAll(async () => {
  await operations.close();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

test('a first start that was cut short is gone on with, and a finished one is left alone', async () => {
  const cut = seed((line) => {
    if (line.includes('roster')) throw new Error('the power went out');
  });
  await expect(cut).rejects.toThrow('the power went out');
  expect(await operations.list()).toEqual([]);
  expect(await isDemo(database)).toBe(true);

  expect(await seed()).toBe(true);
  expect(await operations.list()).toMatchObject([{ id: DEMO_OPERATION, kind: 'live', network: 'binjiang-1' }]);
  const people = await database.tables.select().from(users);
  expect(people.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['dispatcher', 'manager', 'admin', 'wall', 'crew']),
  );
  expect(people.every(({ demo, passwordHash }) => demo && passwordHash === null)).toBe(true);

  const lines: string[] = [];
  expect(await seed((line) => lines.push(line))).toBe(true);
  expect(lines).toEqual([]);
});

test('the passwords are random, for the owner’s eyes only, and made anew when the file is lost', async () => {
  const { tables, sql } = database;
  const sessions = createSessions({ sql, tables, log });
  const read = () => JSON.parse(readFileSync(demoAccountsFile(dataDir), 'utf8')) as DemoAccounts;
  const works = async ({ dispatcher: { username, password } }: DemoAccounts) =>
    passwordMatches(password, async () => (await findUserByName(tables, username))?.passwordHash ?? null);

  await ensureDemoAccounts({ tables, sessions, dataDir });
  const first = read();
  expect(statSync(demoAccountsFile(dataDir)).mode & 0o777).toBe(0o600);
  expect(Object.keys(first)).toEqual(['dispatcher', 'crew', 'manager', 'admin', 'wall', 'intake']);
  expect(await works(first)).toBe(true);

  await ensureDemoAccounts({ tables, sessions, dataDir });
  expect(read()).toEqual(first);

  rmSync(demoAccountsFile(dataDir));
  await ensureDemoAccounts({ tables, sessions, dataDir });
  expect(await works(first)).toBe(false);
  expect(await works(read())).toBe(true);
  expect(read().intake.apiKey).not.toBe(first.intake.apiKey);
});

test('the demo’s people and key are in the log of users and keys as they are', async () => {
  expect(await verifyAccess({ sql: database.sql })).toMatchObject({ contradictions: [], notes: [] });
  const [first] = await database.sql`select kind, subject from access_events order by number limit 1`;
  expect(first).toMatchObject({ kind: 'userCreated' });
});

test('a database that somebody uses is not filled', async () => {
  const other = await createTestDatabase();
  try {
    await other.tables
      .insert(users)
      .values({ id: 'usr_1', username: 'somebody', nameZh: '某人', nameEn: 'Somebody', role: 'admin' });
    const networks = networksIn(other.tables);
    const seeded = await seedDemo({
      database: other,
      networks,
      operations,
      onRoster: async () => {},
      progress: () => {},
    });
    expect(seeded).toBe(false);
    expect(await isDemo(other)).toBe(false);
  } finally {
    await other.drop();
  }
});
