/**
 * Whether a free text holds something that names a person: a mobile or fixed-line number, an identity number, an e-mail address. The log
 * can never forget, so such a text is refused before it gets there (PIPL Arts. 6 and 19; 突发事件应对法 Art. 85).
 */
export const holdsPersonalData = (text: string): boolean =>
  PATTERNS.some((pattern) => pattern.test(text.replace(/[\s-]/g, '')));

const PATTERNS = [
  /(?<!\d)1[3-9]\d{9}(?!\d)/, // mobile number
  /(?<!\d)0\d{9,11}(?!\d)/, // fixed line with area code
  /(?<!\d)\d{17}[\dXx](?![\dXx])/, // identity number, GB 11643
  /[^@\s]+@[^@\s]+\.[a-z]{2,}/i,
];
