import type { SessionState } from '@relight/shared/sync/session';
import type { Freshness } from './live.ts';

/** What the page says about itself, from where the connection stands. `now` is server time in ms. */
export const freshnessOf = (session: SessionState, before: Freshness, now: number): Freshness => {
  switch (session) {
    case 'live':
      return { status: 'live', since: now };
    case 'ended':
    case 'stopped':
      return { status: 'signedOut', since: before.since };
    case 'joining':
      return before.status === 'starting' ? before : { status: 'catchingUp', since: before.since };
    case 'connecting':
    case 'silent':
    case 'waiting':
      return before.status === 'starting' ? before : { status: 'stale', since: before.since };
    default:
      return session satisfies never;
  }
};
