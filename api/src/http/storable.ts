/** PostgreSQL stores no NUL, and half of a surrogate pair is no character. */
export const holdsUnstorable = (text: string | undefined): boolean =>
  text !== undefined && (text.includes('\0') || /\p{Surrogate}/u.test(text));

/** The same for a JSON text and every text inside it; quick for all that have no such escape. */
export const jsonHoldsUnstorable = (json: string, value: unknown): boolean =>
  /\\u(0000|d[89a-f])/i.test(json) && anyText(value);

const anyText = (root: unknown): boolean => {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && holdsUnstorable(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) waiting.push(key, member);
  }
  return false;
};
