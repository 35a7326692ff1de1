import type { TileIndex } from './tile-index.ts';
import { MAX_TILE_ZOOM } from './tile-index.ts';
import { worldX, worldY } from './world.ts';

const EARTH_M = 40_075_016.686;
const WORLD = 2 ** 32;

/**
 * Lines and devices around a position, by edge number, nearest first: how far the nearest point of their course is, in metres on the
 * local plane.
 * @param within metres; what lies farther is left out
 */
export const elementsNear = (
  index: TileIndex,
  { lon, lat }: { readonly lon: number; readonly lat: number },
  within: number,
): readonly { readonly edge: number; readonly distanceM: number }[] => {
  const metres = (EARTH_M * Math.cos((lat * Math.PI) / 180)) / WORLD;
  const at = { x: worldX(lon), y: worldY(lat) };
  const found: { edge: number; distanceM: number }[] = [];
  for (const edge of edgesAround(index, at, within / metres)) {
    const distanceM = distanceTo(index, edge, at) * metres;
    if (distanceM <= within) found.push({ edge, distanceM });
  }
  return found.sort((a, b) => a.distanceM - b.distanceM || a.edge - b.edge);
};

type Point = { readonly x: number; readonly y: number };

/** Every edge of the tiles that the square around the position touches. */
const edgesAround = ({ lines }: TileIndex, { x, y }: Point, reach: number): ReadonlySet<number> => {
  const side = 2 ** (32 - MAX_TILE_ZOOM);
  const last = 2 ** MAX_TILE_ZOOM - 1;
  const tile = (value: number) => Math.min(last, Math.max(0, Math.floor(value / side)));
  const edges = new Set<number>();
  for (let tileX = tile(x - reach); tileX <= tile(x + reach); tileX++) {
    for (let tileY = tile(y - reach); tileY <= tile(y + reach); tileY++) {
      for (const edge of lines({ z: MAX_TILE_ZOOM, x: tileX, y: tileY })) edges.add(edge);
    }
  }
  return edges;
};

const distanceTo = (index: TileIndex, edge: number, at: Point): number => {
  const course = courseOf(index, edge);
  let nearest = Math.hypot(at.x - (course[0]?.x ?? 0), at.y - (course[0]?.y ?? 0));
  for (let i = 1; i < course.length; i++) {
    nearest = Math.min(nearest, distanceToSegment(at, course[i - 1] as Point, course[i] as Point));
  }
  return nearest;
};

/** A line's own geometry, or the straight way between its ends. */
const courseOf = ({ model, nodeX, nodeY, lineXY }: TileIndex, edge: number): readonly Point[] => {
  const { edges } = model;
  const start = edges.geometryStart[edge] as number;
  const end = edges.geometryStart[edge + 1] as number;
  if (end > start) {
    return Array.from({ length: end - start }, (_, i) => ({
      x: lineXY[(start + i) * 2] as number,
      y: lineXY[(start + i) * 2 + 1] as number,
    }));
  }
  return [edges.from[edge] as number, edges.to[edge] as number].map((node) => ({
    x: nodeX[node] as number,
    y: nodeY[node] as number,
  }));
};

const distanceToSegment = (at: Point, from: Point, to: Point): number => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length));
  return Math.hypot(at.x - from.x - share * dx, at.y - from.y - share * dy);
};
