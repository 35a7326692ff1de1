/** How customers call after places have failed within a front, in the shape that scoring needs. Minutes. */
export type FrontLaw = {
  readonly logWeight: number;
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
  { medianMinutes, spread, weight }: { medianMinutes: number; spread: number; weight: number },
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
    logWeight: Math.log(weight),
    density: (delay) => (by(delay) - by(delay - lastsMinutes)) / lastsMinutes,
    calledBy: (delay) => Math.min(1, Math.max(0, (area(delay) - area(delay - lastsMinutes)) / lastsMinutes)),
  };
};

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 1e-7). */
const normalBelow = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
};
