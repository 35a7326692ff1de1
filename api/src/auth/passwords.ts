import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { tryLater } from '../http/problem.ts';
import { LIMITS } from '../limits/limits.ts';

export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 200;

/** Each check takes 19 MiB and a core for a moment: half of the cores are left to everybody who has signed in already. */
const AT_ONCE = Math.max(1, availableParallelism() >> 1);

export type HashingTurn = {
  /** From a browser in which this person has signed in before: goes before strangers, who cannot take its place. */
  readonly known?: boolean;
  /** So many may wait, those from known browsers beside the others. */
  readonly mayWait?: number;
};

let running = 0;
const waiting: Record<'known' | 'others', (() => void)[]> = { known: [], others: [] };

/** The parameters are the library's defaults, which are OWASP's: Argon2id, 19 MiB, two passes. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password));

/** Compares also when there is nothing to compare with, so that the time taken does not tell which accounts exist. */
export const passwordMatches = async (
  password: string,
  stored: string | null,
  turn: HashingTurn = {},
): Promise<boolean> => {
  decoy ??= hash(randomBytes(32));
  const expected = stored ?? (await decoy);
  const matches = await inTurn(() => verify(expected, password), turn);
  return matches && stored !== null;
};
let decoy: Promise<string> | undefined;

const inTurn = async <T>(
  work: () => Promise<T>,
  { known = false, mayWait = LIMITS.signIn.waiting }: HashingTurn = {},
): Promise<T> => {
  const queue = waiting[known ? 'known' : 'others'];
  if (running >= AT_ONCE) {
    if (queue.length >= mayWait) {
      throw tryLater(503, 'busy', 'Too many people are signing in at this moment. Try again in a few seconds.', 3);
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    const next = waiting.known.shift() ?? waiting.others.shift();
    if (next) next();
    else running--;
  }
};

/** Why a password is not good enough to be set; null if it is. */
export const weaknessOf = (password: string, username: string): string | null => {
  if (password.length < MIN_PASSWORD_LENGTH)
    return `must have at least ${MIN_PASSWORD_LENGTH} characters; 15 are better`;
  if (password.length > MAX_PASSWORD_LENGTH) return `must have at most ${MAX_PASSWORD_LENGTH} characters`;
  const plain = password.toLowerCase();
  if (plain.includes(username.toLowerCase()) && password.length < username.length + 8) {
    return 'must not be the user name with a little added';
  }
  const simple = COMMON.has(plain.replace(/[^a-z0-9]/g, '')) || new Set(plain).size < 4;
  return simple ? 'is among the first that anybody would try; choose another' : null;
};

/** The heads of the published lists of stolen passwords, of eight and more characters. */
const COMMON = new Set(
  (
    'password password1 password12 password123 passw0rd p4ssw0rd 12345678 123456789 1234567890 0123456789 87654321 987654321 ' +
    'qwertyui qwertyuiop qwerty123 qwerty12 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc zaq12wsx asdfghjkl asdfghjk abcd1234 ' +
    'abc12345 a1234567 a12345678 aa123456 aa12345678 iloveyou iloveyou1 sunshine princess football baseball superman batman123 ' +
    'trustno1 welcome1 welcome123 letmein1 letmein123 admin123 admin1234 administrator changeme changeme1 default1 dragon123 ' +
    'woaini1314 woaini520 5201314520 1314520520 qq123456 qq123456789 wang123456 zhang123456 li123456 test1234 testtest guest1234 ' +
    'computer internet starwars whatever michelle jennifer security relight1 relight123'
  ).split(' '),
);
