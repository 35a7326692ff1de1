import { afterEach, expect, test, vi } from 'vitest';
import { OperatorProblem, tell } from './operator-problem.ts';

afterEach(() => vi.restoreAllMocks());

const told = (error: unknown): unknown => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  tell(error);
  return said.mock.lastCall?.[0];
};

test('what the operator can mend is said in words, a bug with its stack', () => {
  const bug = new Error('bug');
  expect(told(bug)).toBe(bug);
  expect(told(new OperatorProblem('Free the port.'))).toBe('\nFree the port.');
});

test('a damaged page of the database is said in words, however deep the error lies', () => {
  const damage = Object.assign(new Error('invalid page in block 7'), { code: 'XX001' });
  expect(told(damage)).toMatch(/^\nThe database on disk is damaged: invalid page in block 7/);
  expect(told(new Error('query failed', { cause: damage }))).toMatch(/^\nThe database on disk is damaged/);
});
