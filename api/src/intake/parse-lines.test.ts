import { afterEach, expect, test, vi } from 'vitest';
import { parseLines } from './parse-lines.ts';

afterEach(() => void vi.restoreAllMocks());

const NDJSON = 'application/x-ndjson';

test('more lines than may come at once are refused before they are read', () => {
  const read = vi.spyOn(JSON, 'parse');
  const tooMany = expect.objectContaining({ status: 413, code: 'tooMany' });
  for (const line of ['{}', 'x', '{"id": 1}']) {
    expect(() => parseLines(`${line}\n`.repeat(100_000), NDJSON, 10)).toThrow(tooMany);
    expect(() => parseLines(`{}\n${`${line}\n`.repeat(100_000)}`, 'application/json', 10)).toThrow(tooMany);
  }
  expect(read.mock.calls.length).toBeLessThanOrEqual(66);
  expect(() => parseLines(JSON.stringify(Array.from({ length: 11 }, () => 0)), 'application/json', 10)).toThrow(
    tooMany,
  );
});

test('empty lines and the last one without an end do not count', () => {
  expect(parseLines('\n\r\n{"a":1}\r\n \n2\n\nx', NDJSON, 3)).toEqual([
    { value: { a: 1 } },
    { value: 2 },
    { malformed: expect.stringContaining('line 1, column 1') },
  ]);
  expect(parseLines('', NDJSON, 3)).toEqual([]);
});

test('what holds more than so many lines can say is refused before it is read', () => {
  const read = vi.spyOn(JSON, 'parse');
  const tooMany = expect.objectContaining({ status: 413, code: 'tooMany' });
  const members = `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":1`)}}`;
  for (const text of ['['.repeat(5_000) + ']'.repeat(5_000), members, `[${members}]`]) {
    expect(() => parseLines(text, 'application/json', 10)).toThrow(tooMany);
    expect(() => parseLines(text, NDJSON, 10)).toThrow(tooMany);
  }
  expect(read).not.toHaveBeenCalled();
});
