/**
 * Whether a free text holds something that names a person: a mobile or fixed-line number, an identity number, an e-mail address, however
 * they are written. The log can never forget, so such a text is refused before it gets there (PIPL Arts. 6 and 19; 突发事件应对法
 * Art. 85).
 */
export const holdsPersonalData = (text: string): boolean => {
  const plain = plainly(text);
  return PATTERNS.some((pattern) => pattern.test(plain));
};

/** Full-width, circled and Chinese digits as 0 to 9, and without characters that nobody sees. */
const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/[〇零一二三四五六七八九幺]/g, (digit) => String(CHINESE_DIGITS.indexOf(digit) % 10));

/** 幺 is how a 1 is read aloud in a number. */
const CHINESE_DIGITS = '〇一二三四五六七八九零幺';

/** What stands between the digits of one number; what parts two numbers, such as a comma, does not. */
const GAP = '[\\s\\p{Pd}._()·*~]{0,3}';
const COUNTRY = `(?:(?:\\+|00)?86${GAP})?`;

const PATTERNS = [
  // A mobile number.
  new RegExp(`(?<!\\d)${COUNTRY}1[3-9](?:${GAP}\\d){9}(?!\\d)`, 'u'),
  // A fixed line with its area code, which is not torn apart.
  new RegExp(`(?<!\\d)(?:0|(?:\\+|00)86${GAP}0?)(?:10|2\\d|[3-9]\\d{2})(?:${GAP}\\d){7,8}(?!\\d)`, 'u'),
  // An identity number (GB 11643): six digits of a place, a birthday, a running number and a check digit.
  new RegExp(
    `(?<!\\d)\\d(?:${GAP}\\d){5}${GAP}(?:19|20)\\d{2}${GAP}(?:0[1-9]|1[0-2])${GAP}(?:0[1-9]|[12]\\d|3[01])(?:${GAP}\\d){3}${GAP}[\\dXx](?![\\dXx])`,
    'u',
  ),
  /[^@\s]+\s?@\s?[^@\s]+\s?[.。]\s?[a-z]{2,}/i,
];
