import type { CrewId } from '@relight/shared/operation/ids';
import type { CrewMark } from './crew-marks.ts';
import type { Leg, Place } from './motion.ts';
import { along, firstLeg, headingTo, isMoving, nextLeg } from './motion.ts';

export type Legs = {
  /** Takes the newest fixes. */
  readonly update: (marks: readonly CrewMark[], nowMs: number) => void;
  /** Where a crew is drawn now, and where it points: along its way, or to its job before it has moved. */
  readonly at: (mark: CrewMark, nowMs: number) => { readonly place: Place; readonly heading: number | null };
  readonly moving: (nowMs: number) => boolean;
};

/** Remembers each crew's last leg. With `still`, for people whom movement disturbs, marks jump from fix to fix. */
export const makeLegs = (still: boolean): Legs => {
  let legs = new Map<CrewId, Leg>();
  return {
    update: (marks, nowMs) => {
      const next = new Map<CrewId, Leg>();
      for (const mark of marks) {
        const old = legs.get(mark.id);
        const leg = old === undefined ? firstLeg(mark, nowMs) : nextLeg(old, { lon: mark.lon, lat: mark.lat }, nowMs);
        next.set(mark.id, still ? { ...leg, from: leg.to, durationMs: 0 } : leg);
      }
      legs = next;
    },
    at: (mark, nowMs) => {
      const leg = legs.get(mark.id);
      const place = leg === undefined ? mark : along(leg, nowMs);
      return { place, heading: leg?.heading ?? (mark.target === null ? null : headingTo(place, mark.target)) };
    },
    moving: (nowMs) => [...legs.values()].some((leg) => isMoving(leg, nowMs)),
  };
};
