import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { whereJsonBreaks } from '../http/json-position.ts';
import { parseLines } from './parse-lines.ts';

afterEach(() => void vi.restoreAllMocks());

const JSON_TEXT = 'application/json';
const NDJSON = 'application/x-ndjson';
const tooMany = expect.objectContaining({ status: 413, code: 'tooMany' });

test('lines beyond those that may come at once are not read', async () => {
  const read = vi.spyOn(JSON, 'parse');
  for (const line of ['{}', 'x', '{"id": 1}']) {
    await expect(parseLines(`${line}\n`.repeat(100_000), NDJSON, 10)).rejects.toEqual(tooMany);
    await expect(parseLines(`{}\n${`${line}\n`.repeat(100_000)}`, JSON_TEXT, 10)).rejects.toEqual(tooMany);
    await expect(parseLines(`[${`${line},`.repeat(100_000)}{}]`, JSON_TEXT, 10)).rejects.toThrow();
  }
  expect(read.mock.calls.length).toBeLessThanOrEqual(100);
  await expect(parseLines(JSON.stringify(Array(11).fill(0)), JSON_TEXT, 10)).rejects.toEqual(tooMany);
});

test('empty lines and the last one without an end do not count', async () => {
  expect(await parseLines('\n\r\n{"a":1}\r\n \n2\n\nx', NDJSON, 3)).toEqual([
    { value: { a: 1 } },
    { value: 2 },
    { malformed: expect.stringContaining('line 1, column 1') },
  ]);
  expect(await parseLines('', NDJSON, 3)).toEqual([]);
});

test('a line that holds more than a line can say spoils only itself, and is not read', async () => {
  const members = `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":1`)}}`;
  for (const text of ['['.repeat(5_000) + ']'.repeat(5_000), members, `[${members}]`, `[{"a":${members}}]`]) {
    const read = vi.spyOn(JSON, 'parse');
    const refused = [{ malformed: 'the line has more than 100 members' }];
    expect(await parseLines(text, JSON_TEXT, 20_000)).toEqual(refused);
    expect(await parseLines(text, NDJSON, 20_000)).toEqual(refused);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  }
  expect(await parseLines(`{"id":1}\n${members}\n{"id":2}`, NDJSON, 20_000)).toEqual([
    { value: { id: 1 } },
    { malformed: 'the line has more than 100 members' },
    { value: { id: 2 } },
  ]);
});

test('a line longer than any can be spoils only itself; commas and brackets of a note are no members', async () => {
  const long = { note: 'x'.repeat(60_000) };
  const full = { note: ',[{'.repeat(333) };
  for (const [text, type] of [
    [JSON.stringify([long, full]), JSON_TEXT],
    [`${JSON.stringify(long)}\n${JSON.stringify(full)}`, NDJSON],
  ] as const) {
    expect(await parseLines(text, type, 10)).toEqual([
      { malformed: expect.stringContaining('longer than') },
      { value: full },
    ]);
  }
});

test('an array that is read item by item is what it is when read in one go', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 8 }), fc.nat(2), async (items, indent) => {
      const lines = await parseLines(` ${JSON.stringify(items, undefined, indent)}\n`, JSON_TEXT, 8);
      expect(lines).toEqual(JSON.parse(JSON.stringify(items)).map((value: unknown) => ({ value })));
    }),
  );
});

test('a text that is not JSON is refused with the place where it breaks, as if it were read in one go', async () => {
  const jsonLike = fc.array(
    fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', '1', 'null', '"a"', ' ', '\n', 'x'),
    {
      maxLength: 24,
    },
  );
  await fc.assert(
    fc.asyncProperty(jsonLike, async (parts) => {
      // An array: what begins otherwise may be taken for lines.
      const text = `[${parts.join('')}`;
      const read = await parseLines(text, JSON_TEXT, 100).catch((error: Error) => error.message);
      let whole: unknown;
      try {
        whole = JSON.parse(text);
      } catch {
        expect(read).toContain(`(position ${whereJsonBreaks(text)})`);
        return;
      }
      expect(read).toEqual((whole as unknown[]).map((value) => ({ value })));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['reports with long notes', JSON.stringify(Array(15_000).fill({ id: 'r', note: 'x'.repeat(900) })), JSON_TEXT],
  ['the same by lines', `${JSON.stringify({ id: 'r', note: 'x'.repeat(900) })}\n`.repeat(15_000), NDJSON],
  ['one endless text', `["${'x'.repeat(14_000_000)}"]`, JSON_TEXT],
  ['nothing but space', ' '.repeat(14_000_000), JSON_TEXT],
  ['nothing but ends of lines', '\n'.repeat(14_000_000), NDJSON],
  ['an item with much space around it', `[1${' '.repeat(14_000_000)}]`, JSON_TEXT],
])('others get their turn while %s are read', async (_, text, type) => {
  let turns = 0;
  let over = false;
  const others = () => {
    turns++;
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  await parseLines(text, type, 20_000).catch(() => {});
  over = true;
  expect(turns).toBeGreaterThan(text.length / 400_000);
});
