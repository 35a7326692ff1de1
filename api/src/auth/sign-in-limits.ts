import { createHash } from 'node:crypto';
import { comparedUserName } from '@relight/shared/text/user-name';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { tryLater } from '../http/problem.ts';
import { addressGroup } from '../http/trusted-proxies.ts';
import { LIMITS, type Limits } from '../limits/limits.ts';

/** Who tries to sign in. */
export type Attempt = {
  readonly username: string;
  readonly from: string;
  /** What names a browser in which this person has signed in before. */
  readonly browser: string | undefined;
};

/** This many addresses from which somebody has signed in are remembered. */
const MAX_KNOWN = 10_000;

/**
 * How often a password may be wrong. Nobody is locked out for ever: a closed account opens by itself and attempts meanwhile do not
 * prolong it, who guesses from elsewhere does not close it for an address its owner has signed in from before, and nobody closes it for a
 * browser its owner has signed in in before: that has attempts of its own.
 */
export const createSignInLimits = (limits: Limits['signIn'] = LIMITS.signIn) => {
  const pair = new RateLimiterMemory({ keyPrefix: 'pair', ...limits.pair });
  const account = new RateLimiterMemory({ keyPrefix: 'account', ...limits.account });
  const address = new RateLimiterMemory({ keyPrefix: 'address', ...limits.address });
  const knownBrowser = new RateLimiterMemory({ keyPrefix: 'browser', ...limits.knownBrowser });
  const known = new Set<string>();

  return {
    /**
     * Counts an attempt before it is judged, so that many at once do not slip through.
     * @returns what to do when it turns out to be right
     * @throws HttpProblem 429 with Retry-After
     */
    async attempt({ username, from, browser }: Attempt): Promise<{ succeeded(): Promise<void> }> {
      // A user name is personal data and may be as long as a body; its hash is neither.
      const name = createHash('sha256').update(comparedUserName(username)).digest('base64');
      const group = addressGroup(from);
      const both = `${name} ${group}`;
      const counted: (readonly [RateLimiterMemory, string])[] =
        browser === undefined
          ? [
              [address, group],
              [pair, both],
            ]
          : [[knownBrowser, `${name} ${browser}`]];
      if (browser === undefined && !known.has(both)) counted.push([account, name]);
      for (const [limiter, key] of counted) await requireOpen(limiter, key);
      for (const [limiter, key] of counted) await count(limiter, key);
      return {
        async succeeded() {
          for (const [limiter, key] of counted) {
            await (limiter === pair ? limiter.delete(key) : limiter.reward(key));
          }
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
