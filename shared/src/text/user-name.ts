/**
 * A user name as it is kept and compared: full-width letters, as an input method writes them, are the same letters. Letters of both cases are
 * kept and count as equal.
 */
export const plainUserName = (typed: string): string => typed.normalize('NFKC').trim();
export const comparedUserName = (typed: string): string => plainUserName(typed).toLowerCase();
