/**
 * Where a text stops being JSON: the offset of the first token that does not fit, or the length of a text that ends too early. Node
 * names the position only in some of its messages. Keeps its own stack, so that deep nesting cannot exhaust the program's.
 */
export const whereJsonBreaks = (text: string): number => {
  const open: ('[' | '{')[] = [];
  let expects: Expectation = 'value';
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const { kind, end } = readToken(text, at);
    const next: Expectation | null = end === null ? null : step(expects, kind, open);
    if (next === null || end === null) return at;
    expects = next;
    at = end;
  }
  return text.length;
};

/** A bracket, comma or colon by itself, `string` or `scalar`; `end` is null where no token is. */
const readToken = (text: string, at: number): { readonly kind: string; readonly end: number | null } => {
  const first = text[at] as string;
  if ('[]{},:'.includes(first)) return { kind: first, end: at + 1 };
  if (first === '"') return { kind: 'string', end: endOfString(text, at + 1) };
  SCALAR.lastIndex = at;
  return { kind: 'scalar', end: SCALAR.test(text) ? SCALAR.lastIndex : null };
};
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

// By hand: a regular expression would need stack for every character of a long string.
const endOfString = (text: string, from: number): number | null => {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return null;
    if (code !== 0x5c) continue;
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

const step = (expects: Expectation, token: string, open: ('[' | '{')[]): Expectation | null => {
  const after = (): Expectation => (open.length === 0 ? 'end' : 'commaOrClose');
  const close = (bracket: '[' | '{'): Expectation | null => {
    if (open.at(-1) !== bracket) return null;
    open.pop();
    return after();
  };
  switch (expects) {
    case 'value':
    case 'valueOrClose':
      if (token === '[' || token === '{') {
        open.push(token);
        return token === '[' ? 'valueOrClose' : 'keyOrClose';
      }
      if (token === ']' && expects === 'valueOrClose') return close('[');
      return token === 'scalar' || token === 'string' ? after() : null;
    case 'key':
    case 'keyOrClose':
      if (token === '}' && expects === 'keyOrClose') return close('{');
      return token === 'string' ? 'colon' : null;
    case 'colon':
      return token === ':' ? 'value' : null;
    case 'commaOrClose':
      if (token === ',') return open.at(-1) === '[' ? 'value' : 'key';
      if (token === ']') return close('[');
      return token === '}' ? close('{') : null;
    case 'end':
      return null;
  }
};

const skipSpace = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at] as string)) at++;
  return at;
};
