import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { tryLater } from '../http/problem.ts';
import { LIMITS } from '../limits/limits.ts';
import { hash, verify } from './hashing-thread.ts';

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

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password));

/**
 * Compares also when there is nothing to compare with, so that the time taken does not tell which accounts exist.
 * @param stored looks the hash up, null where there is none; asked when the turn has come, so that whoever waits keeps the database from nobody
 */
export const passwordMatches = (
  password: string,
  stored: () => Promise<string | null>,
  turn: HashingTurn = {},
): Promise<boolean> =>
  inTurn(async () => {
    decoy ??= hash(randomBytes(32));
    const expected = await stored();
    return (await verify(expected ?? (await decoy), password)) && expected !== null;
  }, turn);
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
