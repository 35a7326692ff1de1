import type { Freshness } from '../../sync/live.ts';

/** Silence longer than this is shown. */
const TOLERATED_MS = 2000;

export type Trouble =
  | { readonly kind: 'stale'; readonly since: number; readonly forMs: number }
  | { readonly kind: 'signedOut'; readonly since: number }
  | null;

/**
 * What is wrong with the picture. Catching up is still an old picture, but the blink of a connection that recovers at once is nothing to
 * alarm a room with.
 */
export const troubleOf = ({ status, since }: Freshness, nowMs: number): Trouble => {
  if (status === 'signedOut') return { kind: 'signedOut', since };
  if (status === 'starting') return null;
  const forMs = nowMs - since;
  // Also of a connection that calls itself live: what counts is when this wall last knew that it was complete.
  return forMs >= TOLERATED_MS + (status === 'live' ? TOLERATED_MS : 0) ? { kind: 'stale', since, forMs } : null;
};
