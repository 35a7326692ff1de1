import { whereJsonBreaks } from '../http/json-position.ts';

/** What has been looked at ends at `end`. There may have been no item in it yet; or the text is not JSON, and breaks at `broken`. */
export type Stretch = {
  readonly end: number;
  readonly item?: { readonly begin: number; readonly end: number };
  readonly broken?: number;
};

/** Where there is no end of an item for so many characters, there is a stretch without one: nobody has to wait for it. */
const STRETCH = 50_000;

/** The lines of a text that hold anything. */
export function* endedLines(text: string): Generator<Stretch> {
  for (let begin = 0; begin < text.length; ) {
    const next = text.indexOf('\n', begin);
    const end = next === -1 ? text.length : next;
    if (end > begin) yield { end, item: { begin, end } };
    else if (end % STRETCH === 0) yield { end };
    begin = end + 1;
  }
}

/** The items of a JSON array, found by brackets and commas alone. What is no array is one item; whether an item is JSON is not looked at. */
export function* itemsOf(text: string): Generator<Stretch> {
  const start = yield* skipSpace(text, 0);
  if (text.charCodeAt(start) !== OPEN_ARRAY)
    return yield { end: text.length, item: { begin: start, end: text.length } };
  let at = start + 1;
  let begin = at;
  let depth = 1;
  let inString = false;
  let empty = true;
  for (; at < text.length && depth > 0; at++) {
    if (at % STRETCH === 0) yield { end: at };
    const code = text.charCodeAt(at);
    if (!isSpace(code) && (code !== CLOSE_ARRAY || depth > 1)) empty = false;
    if (inString) {
      if (code === ESCAPE) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth++;
    else if (code === CLOSE_OBJECT && depth === 1) return yield { end: at, broken: whereItBreaks(text, begin) };
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth--;
    else if (code === COMMA && depth === 1) {
      yield { end: at, item: { begin, end: at } };
      begin = at + 1;
    }
  }
  if (depth > 0) return yield { end: at, broken: whereItBreaks(text, begin) };
  if (!empty) yield { end: at, item: { begin, end: at - 1 } };
  const after = yield* skipSpace(text, at);
  if (after < text.length) yield { end: after, broken: after };
}

/** The longest that can be a line, every letter of its note escaped, has 7,000 characters. */
export const LONGEST_LINE = 50_000;

/** What is longer than a line and breaks nowhere within the length of one is said to end too early. */
export const whereItBreaks = (text: string, begin: number, end = text.length): number => {
  const looked = text.slice(begin, Math.min(end, begin + LONGEST_LINE));
  const broken = whereJsonBreaks(looked);
  return broken < looked.length ? begin + broken : end;
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const ESCAPE = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function* skipSpace(text: string, from: number): Generator<Stretch, number> {
  let at = from;
  while (isSpace(text.charCodeAt(at))) if (++at % STRETCH === 0) yield { end: at };
  return at;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
