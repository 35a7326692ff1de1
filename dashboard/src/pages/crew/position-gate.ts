import { distanceM, type Position } from '@relight/shared/geo/distance';

const EVERY_MS = 15_000;
const MOVED_M = 50;

type Sent = Position & { readonly atMs: number };

/** Whether a new position is worth sending: every 15 seconds, or sooner after 50 metres. */
export const worthSending = (last: Sent | null, next: Sent): boolean =>
  last === null || next.atMs - last.atMs >= EVERY_MS || distanceM(last, next) >= MOVED_M;
