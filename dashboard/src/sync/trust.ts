import { SILENCE_MS } from '@relight/shared/protocol/version';
import type { Freshness } from './live.ts';

/** How far what is on a screen may be taken for the present. The one rule for every page: console, wall and phone. */
export type Trust =
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly forMs: number }
  | { readonly kind: 'stale'; readonly since: number; readonly forMs: number }
  | { readonly kind: 'signedOut'; readonly since: number };

/**
 * Silence longer than `SILENCE_MS` is told, loudly; the blink of a connection that recovers at once is nothing to alarm anybody with.
 * Catching up is still an old picture. A connection that calls itself live is doubted later: heartbeats and clocks tick once a second.
 */
export const trustOf = ({ status, since }: Freshness, nowMs: number): Trust => {
  if (status === 'starting') return { kind: 'starting' };
  if (status === 'signedOut') return { kind: 'signedOut', since };
  const forMs = Math.max(0, nowMs - since);
  const tolerated = status === 'live' ? 2 * SILENCE_MS : SILENCE_MS;
  return forMs >= tolerated ? { kind: 'stale', since, forMs } : { kind: 'live', forMs };
};

/** Whether what is on the screen must not be taken for the present. */
export const isOld = (trust: Trust): trust is Extract<Trust, { readonly since: number }> =>
  trust.kind === 'stale' || trust.kind === 'signedOut';
