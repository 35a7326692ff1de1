import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from './connect.ts';
import { readLeakySettings } from './logged-values.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await database.sql.unsafe(`alter database ${name()} reset all`);
  await database.drop();
});

const name = () => new URL(database.url).pathname.slice(1);

/** As a server of one's own may be set. */
const leaksWith = async (settings: Readonly<Record<string, string>>) => {
  for (const [setting, value] of Object.entries(settings)) {
    await database.sql.unsafe(`alter database ${name()} set ${setting} = '${value}'`);
  }
  const { sql, close } = connect(database.url, { connections: 1 });
  const found = await readLeakySettings(sql);
  await close();
  return found.map((setting) => setting.name);
};

test('the built-in server keeps what callers said out of its log', async () => {
  expect(await readLeakySettings(database.sql)).toEqual([]);
});

test('a server as PostgreSQL comes tells of rows that it refused', async () => {
  const settings = { log_parameter_max_length: '-1', log_min_duration_statement: '-1', log_error_verbosity: 'default' };
  expect(await leaksWith(settings)).toEqual(['log_error_verbosity']);
});

test('one that logs slow statements, or all of them, tells their values', async () => {
  expect(await leaksWith({ log_parameter_max_length: '-1' })).toEqual(['log_parameter_max_length']);
  expect(await leaksWith({ log_min_duration_statement: '-1', log_statement: 'all' })).toEqual([
    'log_parameter_max_length',
  ]);
  expect(await leaksWith({ log_parameter_max_length: '0', log_parameter_max_length_on_error: '100' })).toEqual([
    'log_parameter_max_length_on_error',
  ]);
});
