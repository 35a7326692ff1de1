import { RequestFailed } from '../../http/request.ts';

/** Why signing in did not work, as far as the person can do something about it. */
export type SignInFailure =
  | { readonly kind: 'wrong' | 'unreachable' | 'busy' }
  /** `until`: ms since 1970, by this machine's clock. */
  | { readonly kind: 'tooMany'; readonly until: number };

const DEFAULT_WAIT_S = 30;

export const failureOf = (reason: unknown, nowMs: number): SignInFailure => {
  if (!(reason instanceof RequestFailed) || reason.status === 0) return { kind: 'unreachable' };
  if (reason.status === 429) return { kind: 'tooMany', until: nowMs + (reason.retryAfterS ?? DEFAULT_WAIT_S) * 1000 };
  return { kind: reason.status >= 500 ? 'busy' : 'wrong' };
};
