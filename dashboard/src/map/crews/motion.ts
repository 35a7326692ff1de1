/** The way from one fix to the next, walked in the time that lay between them. */
export type Leg = {
  readonly from: Place;
  readonly to: Place;
  readonly startMs: number;
  readonly durationMs: number;
  /** Clockwise from north; null before the first movement. */
  readonly heading: number | null;
};
export type Place = { readonly lon: number; readonly lat: number };

/** A fix is shown late by the time between fixes; more than this would be a lie, so it then walks faster. */
const LONGEST_MS = 4_000;
const SHORTEST_MS = 250;
/** About 3 km: nobody drives that between two fixes. It was a correction, and is shown as one. */
const JUMP_DEGREES = 0.03;
/** About 3 m: a parked car whose receiver wanders. */
const STILL_DEGREES = 0.00003;

export const firstLeg = (at: Place, nowMs: number): Leg => ({
  from: at,
  to: at,
  startMs: nowMs,
  durationMs: 0,
  heading: null,
});

/** The leg to a new fix, from wherever the mark is drawn now. */
export const nextLeg = (leg: Leg, fix: Place, nowMs: number): Leg => {
  if (fix.lon === leg.to.lon && fix.lat === leg.to.lat) return leg;
  const from = along(leg, nowMs);
  const distance = Math.hypot(fix.lon - from.lon, fix.lat - from.lat);
  if (distance > JUMP_DEGREES) return { ...firstLeg(fix, nowMs), heading: leg.heading };
  const durationMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, nowMs - leg.startMs));
  return {
    from,
    to: fix,
    startMs: nowMs,
    durationMs,
    heading: distance < STILL_DEGREES ? leg.heading : headingTo(from, fix),
  };
};

export const along = ({ from, to, startMs, durationMs }: Leg, nowMs: number): Place => {
  const t = durationMs === 0 ? 1 : Math.min(1, (nowMs - startMs) / durationMs);
  return { lon: from.lon + (to.lon - from.lon) * t, lat: from.lat + (to.lat - from.lat) * t };
};

export const isMoving = (leg: Leg, nowMs: number): boolean => nowMs < leg.startMs + leg.durationMs;

export const headingTo = (from: Place, to: Place): number => {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  return (Math.atan2(east, to.lat - from.lat) * 180) / Math.PI;
};
