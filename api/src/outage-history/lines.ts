/** Longer lines are not read: an outage has a few hundred steps at most. */
const MAX_LINE_CHARS = 1_000_000;

export type NumberedLine = {
  /** From 1. */
  readonly number: number;
  /** Null for a line that is longer than any outage can be. */
  readonly text: string | null;
};

/**
 * The lines of a text that comes in pieces of any size, without holding more than one of them. Empty lines are counted and left out.
 * @param onBytes told how much has been read
 */
export async function* linesOf(
  source: AsyncIterable<Uint8Array | string>,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<NumberedLine> {
  const decoder = new TextDecoder();
  let rest = '';
  let number = 0;
  let overlong = false;
  let bytes = 0;
  const finished = (text: string): NumberedLine | undefined => {
    number++;
    const line = { number, text: overlong || text.length > MAX_LINE_CHARS ? null : text };
    overlong = false;
    return line.text === null || line.text.trim() !== '' ? line : undefined;
  };
  for await (const chunk of source) {
    bytes += chunk.length;
    onBytes(bytes);
    const parts = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
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
  rest += decoder.decode();
  if (rest !== '' || overlong) {
    const line = finished(rest);
    if (line) yield line;
  }
}
