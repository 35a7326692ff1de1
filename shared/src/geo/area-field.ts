import type { Raster, Seeds } from './distance-field.ts';
import { distanceField, smoothed } from './distance-field.ts';

/** What an area is drawn from, in metres of a local frame. */
export type AreaEvidence = {
  /** Service points without supply. */
  readonly dead: Seeds;
  /** Service points with supply that are near enough to matter. */
  readonly live: Seeds;
  /** Places along the lines without supply. */
  readonly lines: Seeds;
};

/** How an area is drawn, in metres. */
export type AreaScale = {
  /** How far it reaches around a dead service point or line on open land. */
  readonly reach: number;
  /** Gaps narrower than twice this, between streets, are filled. */
  readonly fill: number;
};

/**
 * A field that is positive inside the affected area and zero on its edge.
 *
 * Towards open land: everything within `reach` of what is dead, closed over gaps (grown by `fill` more and shrunk back, so that two streets out
 * make one area and not two stripes). Towards customers with supply: half-way between a dead service point and a live one.
 * Pauses between its parts.
 */
export function* areaField(
  raster: Raster,
  { dead, live, lines }: AreaEvidence,
  { reach, fill }: AreaScale,
): Generator<void, Float64Array> {
  const toDead = distanceField(raster, joined(dead, lines, raster.cell));
  yield;
  const toLive = distanceField(raster, live);
  yield;
  const toOutside = distanceField(raster, rim(raster, toDead, reach + fill));
  yield;
  const field = toDead.map((away, at) => {
    const open = away >= reach + fill ? reach - away : (toOutside[at] as number) - fill;
    const towardsLive = ((toLive[at] as number) - away) / 2;
    return Math.max(-reach, Math.min(reach, open, towardsLive));
  });
  return smoothed(raster, field);
}

/**
 * Points and line places in one list. A line counts as farther away than it is, because a live house at a dead line must still win against it.
 */
const joined = (points: Seeds, lines: Seeds, cell: number): Seeds => ({
  x: Float64Array.from([...Array.from(points.x), ...Array.from(lines.x)]),
  y: Float64Array.from([...Array.from(points.y), ...Array.from(lines.y)]),
  extra: Float64Array.from([
    ...new Array<number>(points.x.length).fill(0),
    ...new Array<number>(lines.x.length).fill(1.5 * cell),
  ]),
});

/** Cell centres just outside the line where `field` reaches `level`, each with how far beyond it is, so that the line is met exactly. */
const rim = ({ columns, rows, cell, x0, y0 }: Raster, field: Float64Array, level: number): Seeds => {
  const x: number[] = [];
  const y: number[] = [];
  const extra: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const beyond = (field[row * columns + column] as number) - level;
      if (beyond < 0 || beyond > 2 * cell) continue;
      x.push(x0 + (column + 0.5) * cell);
      y.push(y0 + (row + 0.5) * cell);
      extra.push(-beyond);
    }
  }
  return { x, y, extra };
};
