/**
 * Who steers the view of a wall. It follows the operation until somebody takes hold of it, and then leaves them alone: a map that jumps
 * away from what the room is discussing is worse than one that shows too much. After a while without a touch it follows again.
 */
export type ViewLock = { readonly heldSinceMs: number | null };

export const following: ViewLock = { heldSinceMs: null };
export const HOLD_MS = 3 * 60_000;

export const touched = (nowMs: number): ViewLock => ({ heldSinceMs: nowMs });
export const mayMove = ({ heldSinceMs }: ViewLock, nowMs: number): boolean =>
  heldSinceMs === null || nowMs - heldSinceMs >= HOLD_MS;
