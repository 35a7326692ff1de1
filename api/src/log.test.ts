import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { createServerLog } from './log.ts';

const logged = (error: unknown): string => {
  let lines = '';
  const log = createServerLog('info', {
    write: (line) => {
      lines += line;
    },
  });
  log.error({ err: error, headers: { cookie: 'relight_session=secret' } }, 'request failed');
  return lines;
};

test('a query that failed is logged with its statement and its reason, and without the values that came with it', () => {
  const reason = Object.assign(new Error('null value in column "name_zh" violates not-null constraint'), {
    code: '23502',
    detail: 'Failing row contains (usr_1, zhang.wei, Zhang Wei, 13800138000).',
    parameters: ['zhang.wei'],
  });
  const values = ['zhang.wei', 'Zhang\n    at Wei', '13800138000'];
  const line = logged(new DrizzleQueryError('insert into "users" values ($1, $2, $3)', values, reason));
  expect(line).toContain('insert into \\"users\\"');
  expect(line).toContain('not-null constraint');
  expect(line).toContain('23502');
  expect(line).toContain('log.test.ts');
  expect(line).not.toMatch(/zhang|13800138000|secret/i);
});

test('a value that the database cannot read is not quoted in the log', () => {
  const error = Object.assign(new Error('invalid input syntax for type integer: "Zhang Wei"'), { code: '22P02' });
  const line = logged(error);
  expect(line).toContain('invalid input syntax for type integer');
  expect(line).not.toContain('Zhang');
});

test('an error without end does not take the log with it', () => {
  const error = new Error('round');
  error.cause = error;
  expect(logged(error)).toContain('round');
});
