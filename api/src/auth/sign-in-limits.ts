import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { tryLater } from '../http/problem.ts';

const MINUTE_S = 60;

/** Wrong passwords that are let through in `duration` seconds, and how long it is closed after that. */
export type SignInLimits = Readonly<
  Record<'pair' | 'account' | 'address', { points: number; duration: number; blockDuration: number }>
>;

const LIMITS: SignInLimits = {
  /** One account from one address: somebody who has forgotten, or guesses. */
  pair: { points: 8, duration: 5 * MINUTE_S, blockDuration: MINUTE_S },
  /** One account from wherever: many machines that guess together. */
  account: { points: 40, duration: 15 * MINUTE_S, blockDuration: 5 * MINUTE_S },
  /** One address, whatever the account: somebody who tries one password on everybody. A control room shares an address. */
  address: { points: 60, duration: 15 * MINUTE_S, blockDuration: 5 * MINUTE_S },
};

/** This many addresses from which somebody has signed in are remembered. */
const MAX_KNOWN = 10_000;

/**
 * How often a password may be wrong. Nobody is locked out for ever: a closed account opens by itself and attempts meanwhile do not
 * prolong it, and who guesses from elsewhere does not close it for an address its owner has signed in from before.
 */
export const createSignInLimits = (limits: SignInLimits = LIMITS) => {
  const pair = new RateLimiterMemory({ keyPrefix: 'pair', ...limits.pair });
  const account = new RateLimiterMemory({ keyPrefix: 'account', ...limits.account });
  const address = new RateLimiterMemory({ keyPrefix: 'address', ...limits.address });
  const known = new Set<string>();

  return {
    /**
     * Counts an attempt before it is judged, so that many at once do not slip through.
     * @returns what to do when it turns out to be right
     * @throws HttpProblem 429 with Retry-After
     */
    async attempt({ username, from }: { username: string; from: string }): Promise<{ succeeded(): Promise<void> }> {
      // A user name is personal data and may be as long as a body; its hash is neither.
      const name = createHash('sha256').update(username.toLowerCase()).digest('base64');
      const both = `${name} ${from}`;
      const counted: (readonly [RateLimiterMemory, string])[] = [
        [address, from],
        [pair, both],
      ];
      if (!known.has(both)) counted.push([account, name]);
      for (const [limiter, key] of counted) await requireOpen(limiter, key);
      for (const [limiter, key] of counted) await count(limiter, key);
      return {
        async succeeded() {
          await pair.delete(both);
          for (const [limiter, key] of counted) if (limiter !== pair) await limiter.reward(key);
          known.delete(both);
          known.add(both);
          const [oldest] = known;
          if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
        },
      };
    },
  };
};
export type SignInAttempts = ReturnType<typeof createSignInLimits>;

const requireOpen = async (limiter: RateLimiterMemory, key: string): Promise<void> => {
  const state = await limiter.get(key);
  if (state !== null && state.consumedPoints > limiter.points) throw tooMany(state);
};

const count = async (limiter: RateLimiterMemory, key: string): Promise<void> => {
  try {
    await limiter.consume(key);
  } catch (reason) {
    throw reason instanceof RateLimiterRes ? tooMany(reason) : reason;
  }
};

const tooMany = ({ msBeforeNext }: RateLimiterRes) => {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return tryLater(
    429,
    'tooManyAttempts',
    `Too many attempts to sign in. Try again in ${seconds} seconds; the account is not lost.`,
    seconds,
  );
};
