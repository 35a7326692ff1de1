import { at, centroid, containment, mix, type Point, toLine } from './geometry.ts';
import { river } from './river.ts';
import { canal, canalBanks, hills, islands, lake, lakeIsland } from './terrain.ts';
import { type Line, TRANSIT } from './transit.ts';
import { warp } from './warp.ts';

/** Water and hills where the finished map shows them. */
export type Land = {
  readonly river: readonly Point[];
  readonly islands: readonly (readonly Point[])[];
  readonly lake: readonly Point[];
  readonly lakeIsland: readonly Point[];
  readonly canal: readonly Point[];
  readonly hills: readonly (readonly Point[])[];
  readonly transit: readonly Line[];
  /** Dry land outside the parks. */
  readonly buildable: (p: Point) => boolean;
};

/** A contour higher up the same hill: drawn in, and drawn over the lower one, it gives the hill a shape. */
const shrunk = (ring: readonly Point[], k: number): Point[] => {
  const top = centroid(ring);
  return ring.map((p) => [top[0] + (p[0] - top[0]) * k, top[1] + (p[1] - top[1]) * k]);
};

export const shapeLand = (parks: readonly (readonly Point[])[], seed: number): Land => {
  const bend = (ring: readonly Point[]): Point[] => ring.map((p) => warp(p, seed));
  const [river_, lake_, canalMiddle] = [bend(river), bend(lake), bend(canal)];
  const islands_ = islands.map(bend);
  const [inRiver, inLake] = [containment(river_), containment(lake_)];
  const onIsland = islands_.map(containment);
  const inParks = parks.map(containment);
  const buildable = (p: Point): boolean =>
    !(inRiver(p) && !onIsland.some((within) => within(p))) &&
    !inLake(p) &&
    !inParks.some((within) => within(p)) &&
    !(Math.abs(p[0] - 14_000) < 1_600 && toLine(p, canalMiddle) < 28);
  return {
    river: river_,
    islands: islands_,
    lake: lake_,
    lakeIsland: bend(lakeIsland),
    canal: bend(canalBanks),
    hills: hills.flatMap((ring) => [1, 0.78, 0.5].map((k) => bend(shrunk(ring, k)))),
    transit: TRANSIT.map((t) => ({ ...t, line: bend(t.line) })),
    buildable,
  };
};

/** Corners cut twice, so that an outline drawn from few points looks grown. */
export const rounded = (ring: readonly Point[]): Point[] =>
  ring.flatMap((p, i) => {
    const q = at(ring, (i + 1) % ring.length);
    return [mix(p, q, 0.25), mix(p, q, 0.75)];
  });
