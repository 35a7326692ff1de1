import { normalBelow } from '../normal.ts';

/** How customers call after places have failed within a front, in the shape that scoring needs. Minutes. */
export type FrontLaw = {
  /** Density, per minute, of a call `delay` after the front began, whenever in it the caller's place failed. */
  readonly density: (delay: number) => number;
  /** Share of those who ever call who have called by then. */
  readonly calledBy: (delay: number) => number;
};

/**
 * Delays are lognormal; the place failed at any moment of the front alike, so a delay since the front's beginning is that of a uniform start
 * and a lognormal wait.
 */
export const frontLaw = (
  { medianMinutes, spread }: { readonly medianMinutes: number; readonly spread: number },
  lastsMinutes: number,
): FrontLaw => {
  const by = (delay: number) => (delay <= 0 ? 0 : normalBelow(Math.log(delay / medianMinutes) / spread));
  // ∫ by(x) dx from 0 to t = t·Φ(z) − m·e^(s²/2)·Φ(z − s), the partial expectation of a lognormal.
  const area = (t: number) => {
    if (t <= 0) return 0;
    const z = Math.log(t / medianMinutes) / spread;
    return t * normalBelow(z) - medianMinutes * Math.exp((spread * spread) / 2) * normalBelow(z - spread);
  };
  return {
    density: (delay) => (by(delay) - by(delay - lastsMinutes)) / lastsMinutes,
    calledBy: (delay) => Math.min(1, Math.max(0, (area(delay) - area(delay - lastsMinutes)) / lastsMinutes)),
  };
};
