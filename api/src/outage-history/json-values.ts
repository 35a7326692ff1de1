import { MAX_LINE_CHARS, type NumberedLine } from './lines.ts';

/**
 * The objects of a JSON text that is one array, or several objects written over many lines, each with the line where it begins. Like lines, they
 * are only told apart here, and judged one by one: what is between two objects and is neither a comma nor a bracket becomes a piece of
 * its own.
 */
export async function* jsonValues(source: AsyncIterable<string>): AsyncGenerator<NumberedLine> {
  let piece = '';
  let line = 1;
  let begunAt = 1;
  let depth = 0;
  let inString = false;
  let escaped = false;
  for await (const chunk of source) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const char = chunk[at] as string;
      const isOutside = depth === 0 && piece === '' && from === at;
      if (isOutside && BETWEEN.test(char)) {
        if (char === '\n') line++;
        from = at + 1;
        continue;
      }
      if (isOutside) begunAt = line;
      if (char === '\n') line++;
      if (inString) {
        if (escaped) escaped = false;
        else if (char === '\\') escaped = true;
        else if (char === '"') inString = false;
        continue;
      }
      if (char === '"') inString = true;
      else if (char === '{' || char === '[') depth++;
      else if (char === '}' || char === ']') depth = Math.max(0, depth - 1);
      if (depth > 0 || (char !== '}' && char !== '\n')) continue;
      yield { number: begunAt, text: piece + chunk.slice(from, at + 1) };
      piece = '';
      from = at + 1;
    }
    piece += chunk.slice(from);
    if (piece.length > MAX_LINE_CHARS) {
      // Where it ends cannot be told any more.
      yield { number: begunAt, text: null };
      return;
    }
  }
  if (piece.trim() !== '') yield { number: begunAt, text: piece };
}

/** What may stand between two objects, and around all of them. */
const BETWEEN = /[\s,[\]\uFEFF]/;
