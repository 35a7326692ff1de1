/**
 * Numbers as people type them. `empty` is not the same as what says something else than a number: who typed `1,0` is to be told that, not
 * that nothing is there.
 */
export type ReadNumber =
  | { readonly read: 'number'; readonly value: number }
  | { readonly read: 'empty' }
  | { readonly read: 'notANumber' };

const EMPTY = { read: 'empty' } as const;
const NOT_A_NUMBER = { read: 'notANumber' } as const;

/** `12`, `１２`, `1,200`, `1200 户`. Commas part thousands or the text is no number: `1,0` could mean 1 as well as 10. */
export const readCount = (text: string): ReadNumber => {
  const said = plain(text);
  if (said === null) return NOT_A_NUMBER;
  if (said === '') return EMPTY;
  const digits = /^(\d+|\d{1,3}(?:,\d{3})+)\s?(?:户|人|名|位|个|customers?|people|persons?)?$/i.exec(said)?.[1];
  return digits === undefined ? NOT_A_NUMBER : number(digits.replaceAll(',', ''));
};

/** `-12.5`, `１２．５`. No comma: it would part thousands here and decimals there. */
export const readDecimal = (text: string): ReadNumber => {
  const said = plain(text);
  if (said === null) return NOT_A_NUMBER;
  if (said === '') return EMPTY;
  return /^-?\d+(?:\.\d+)?$/.test(said) ? number(said) : NOT_A_NUMBER;
};

/** In the signs of ASCII where these mean the same. `5²` and `½` would come out as other numbers than they are. */
const plain = (text: string): string | null => (/\p{No}/u.test(text) ? null : text.normalize('NFKC').trim());

const number = (digits: string): ReadNumber => {
  const value = Number(digits);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? { read: 'number', value } : NOT_A_NUMBER;
};
