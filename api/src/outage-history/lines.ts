/** Longer lines are not read: an outage has a few hundred steps at most. */
export const MAX_LINE_CHARS = 1_000_000;

export type NumberedLine = {
  /** From 1. */
  readonly number: number;
  /** Null for a line that is longer than any outage can be. */
  readonly text: string | null;
};

/** The lines of a text that comes in pieces of any size, without holding more than one of them. Empty lines are counted and left out. */
export async function* linesOf(source: AsyncIterable<string>): AsyncGenerator<NumberedLine> {
  let rest = '';
  let number = 0;
  let overlong = false;
  const finished = (text: string): NumberedLine | undefined => {
    number++;
    const line = { number, text: overlong || text.length > MAX_LINE_CHARS ? null : text };
    overlong = false;
    return line.text === null || line.text.trim() !== '' ? line : undefined;
  };
  for await (const chunk of source) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const line = finished(part);
      if (line) yield line;
    }
    if (rest.length > MAX_LINE_CHARS) {
      rest = '';
      overlong = true;
    }
  }
  if (rest !== '' || overlong) {
    const line = finished(rest);
    if (line) yield line;
  }
}
