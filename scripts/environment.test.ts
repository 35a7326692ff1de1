import { describe, expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';
import { OperatorProblem } from './operator-problem.ts';

test('with nothing set the product listens for this machine only and keeps its data in ./data', () => {
  expect(readEnvironment({}, '/opt/relight')).toEqual({
    port: 8080,
    host: '127.0.0.1',
    databaseUrl: undefined,
    databaseOwnerUrl: undefined,
    dataDir: '/opt/relight/data',
    demo: undefined,
    trustedProxies: [],
    reportDays: undefined,
    logLevel: 'info',
  });
});

test('an empty variable counts as not set, as it comes from a deployment script', () => {
  expect(readEnvironment({ PORT: '', DATABASE_URL: '', RELIGHT_DEMO: '' }, '/')).toEqual(readEnvironment({}, '/'));
});

test('what is set is used', () => {
  const variables = {
    PORT: '9000',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgresql://me:secret@db.example:5433/relight?sslmode=require',
    DATABASE_OWNER_URL: 'postgresql://owner:secret@db.example:5433/relight?sslmode=require',
    RELIGHT_DATA: '/srv/relight',
    RELIGHT_DEMO: '0',
    RELIGHT_TRUSTED_PROXIES: '10.0.0.5, fd00::/8',
    LOG_LEVEL: 'debug',
  };
  expect(readEnvironment(variables, '/opt/relight')).toEqual({
    port: 9000,
    host: '0.0.0.0',
    databaseUrl: variables.DATABASE_URL,
    databaseOwnerUrl: variables.DATABASE_OWNER_URL,
    dataDir: '/srv/relight',
    demo: false,
    trustedProxies: ['10.0.0.5', 'fd00::/8'],
    logLevel: 'debug',
  });
});

describe('what cannot be used is refused by name, with what it must be', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'mysql://db/relight'],
    ['DATABASE_URL', 'relight'],
    ['DATABASE_URL', 'postgres://100%@db/relight'],
    ['DATABASE_OWNER_URL', 'relight'],
    ['RELIGHT_DEMO', 'yes'],
    ['RELIGHT_TRUSTED_PROXIES', 'proxy.example'],
    ['RELIGHT_TRUSTED_PROXIES', '10.0.0.0/40'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s', (name, value) => {
    expect(() => readEnvironment({ [name]: value }, '/')).toThrow(OperatorProblem);
    expect(() => readEnvironment({ [name]: value }, '/')).toThrow(new RegExp(`^${name} must be .*"${value}"`));
  });

  test('all at once', () => {
    expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'y' }, '/')).toThrow(/PORT must be[\s\S]*LOG_LEVEL must be/);
  });

  test('an owner of no database', () => {
    const variables = { DATABASE_OWNER_URL: 'postgres://owner@db/relight' };
    expect(() => readEnvironment(variables, '/')).toThrow(/DATABASE_URL is not: set both/);
  });

  test('without showing a password', () => {
    expect(() => readEnvironment({ DATABASE_URL: 'http://me:secret@db/x' }, '/')).toThrow(/^((?!secret)[\s\S])*$/);
  });
});
