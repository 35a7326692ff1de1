/**
 * Where a text stops being JSON: the offset of the first token that does not fit, or the length of a text that ends too early. Node
 * names the position only in some of its messages. Keeps its own stack, so that deep nesting cannot exhaust the program's, and makes
 * nothing for a token: a text may have millions, and meanwhile everybody waits.
 */
export const whereJsonBreaks = (text: string): number => {
  /** The brackets that are open: true for those of an array. */
  const open: boolean[] = [];
  let expects: Expectation = 'value';
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const end = endOfToken(text, at);
    const next: Expectation | null = end === null ? null : step(expects, text.charCodeAt(at), open);
    if (next === null || end === null) return at;
    expects = next;
    at = end;
  }
  return text.length;
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const ESCAPE = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** What kind of token it is, its first character tells; null where no token is. */
const endOfToken = (text: string, at: number): number | null => {
  switch (text.charCodeAt(at)) {
    case OPEN_ARRAY:
    case CLOSE_ARRAY:
    case OPEN_OBJECT:
    case CLOSE_OBJECT:
    case COMMA:
    case COLON:
      return at + 1;
    case QUOTE:
      return endOfString(text, at + 1);
    default:
      SCALAR.lastIndex = at;
      return SCALAR.test(text) ? SCALAR.lastIndex : null;
  }
};
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

// By hand: a regular expression would need stack for every character of a long string.
const endOfString = (text: string, from: number): number | null => {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 0x20) return null;
    if (code !== ESCAPE) continue;
    const escaped = text[at + 1] ?? '';
    if (
      escaped === 'u' ? !/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) : !'"\\/bfnrt'.includes(escaped || ' ')
    ) {
      return null;
    }
    at += escaped === 'u' ? 5 : 1;
  }
  return null;
};

type Expectation = 'value' | 'valueOrClose' | 'key' | 'keyOrClose' | 'colon' | 'commaOrClose' | 'end';

/** @param token its first character */
const step = (expects: Expectation, token: number, open: boolean[]): Expectation | null => {
  switch (expects) {
    case 'value':
    case 'valueOrClose':
      if (token === OPEN_ARRAY || token === OPEN_OBJECT) {
        open.push(token === OPEN_ARRAY);
        return token === OPEN_ARRAY ? 'valueOrClose' : 'keyOrClose';
      }
      if (token === CLOSE_ARRAY && expects === 'valueOrClose') return close(true, open);
      return isMark(token) ? null : afterValue(open);
    case 'key':
    case 'keyOrClose':
      if (token === CLOSE_OBJECT && expects === 'keyOrClose') return close(false, open);
      return token === QUOTE ? 'colon' : null;
    case 'colon':
      return token === COLON ? 'value' : null;
    case 'commaOrClose':
      if (token === COMMA) return open.at(-1) ? 'value' : 'key';
      if (token === CLOSE_ARRAY) return close(true, open);
      return token === CLOSE_OBJECT ? close(false, open) : null;
    case 'end':
      return null;
  }
};

const isMark = (token: number): boolean =>
  token === CLOSE_ARRAY || token === CLOSE_OBJECT || token === COMMA || token === COLON;

const close = (array: boolean, open: boolean[]): Expectation | null => {
  if (open.at(-1) !== array) return null;
  open.pop();
  return afterValue(open);
};

const afterValue = (open: readonly boolean[]): Expectation => (open.length === 0 ? 'end' : 'commaOrClose');

const skipSpace = (text: string, from: number): number => {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
};

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
