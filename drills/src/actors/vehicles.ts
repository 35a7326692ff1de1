import { distanceM, type Position } from '@relight/shared/geo/distance';
import type { CrewId } from '@relight/shared/operation/ids';
import { driveMs } from './pace.ts';
import { alongWay, route, type StreetMap, wayLengthM } from './route.ts';

/** Closer than this, one is there. */
const THERE_M = 40;

/** Drives crews along streets. Where a vehicle is follows from when it set off, so a tick may come early, late or not at all. */
export const makeVehicles = (streets: StreetMap, base: (crew: CrewId) => Position | undefined) => {
  const at = new Map<CrewId, Position>();
  const trips = new Map<CrewId, { to: Position; way: readonly Position[]; from: number; until: number }>();

  return {
    position: (crew: CrewId): Position | undefined => at.get(crew) ?? base(crew),

    /** Moves a crew on its way to `to`; true once it is there. */
    drive: (crew: CrewId, to: Position, now: number): boolean => {
      const here = at.get(crew) ?? base(crew) ?? to;
      let trip = trips.get(crew);
      if (trip === undefined || distanceM(trip.to, to) > 1) {
        if (distanceM(here, to) < THERE_M) {
          at.set(crew, to);
          return true;
        }
        const way = route(streets, here, to);
        trip = { to, way, from: now, until: now + driveMs(wayLengthM(way)) };
        trips.set(crew, trip);
      }
      const share = Math.min(1, (now - trip.from) / (trip.until - trip.from));
      at.set(crew, alongWay(trip.way, share));
      if (share < 1) return false;
      trips.delete(crew);
      at.set(crew, to);
      return true;
    },
  };
};
