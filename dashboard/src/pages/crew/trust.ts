import type { Freshness } from '../../sync/live.ts';

/** How far a phone may be trusted: silence is not the same as being offline, so there is a state between the two. */
export type Trust =
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly seconds: number }
  | { readonly kind: 'unsure'; readonly seconds: number }
  | { readonly kind: 'offline'; readonly minutes: number; readonly since: number }
  | { readonly kind: 'signedOut' };

const LIVE_SECONDS = 10;
const UNSURE_SECONDS = 60;

export const trustOf = (freshness: Freshness, nowMs: number): Trust => {
  if (freshness.status === 'starting' || freshness.status === 'signedOut') return { kind: freshness.status };
  const seconds = Math.max(0, Math.round((nowMs - freshness.since) / 1000));
  if (seconds <= LIVE_SECONDS) return { kind: 'live', seconds };
  if (seconds <= UNSURE_SECONDS) return { kind: 'unsure', seconds };
  return { kind: 'offline', minutes: Math.floor(seconds / 60), since: freshness.since };
};
