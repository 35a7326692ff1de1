const QUOTE = 0x22;
const COMMA = 0x2c;
const ESCAPE = 0x5c;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;

/**
 * Most marks of one JSON text that is read in one go. The largest order has 20,000; hundreds of thousands would keep everybody else waiting,
 * for they take far longer to read than to send.
 */
export const MOST_MARKS = 30_000;

/** How many commas and opening brackets a JSON text has outside of its strings: what it costs to read. Says nothing of whether it is JSON. */
export const marksIn = (text: string): number => {
  let marks = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === ESCAPE) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === COMMA || code === OPEN_ARRAY || code === OPEN_OBJECT) marks++;
  }
  return marks;
};
