/** Asserts what only a bug can make false. Expected failures are refusals, not exceptions. */
export const must = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`missing: ${what}`);
  return value;
};
