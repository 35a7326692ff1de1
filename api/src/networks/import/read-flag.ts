/** Yes or no as files say it: `True`, `FALSE`, 1 and 0 as well; undefined where a value is neither. */
export const readFlag = (value: string | number | boolean): boolean | undefined =>
  FLAGS.get(String(value).trim().toLowerCase());

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
