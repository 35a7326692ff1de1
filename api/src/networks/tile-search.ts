import type { NetworkModel } from '@relight/shared/network/model';
import { sectionOfEdge } from '@relight/shared/network/model';
import { morton } from './world.ts';

export type TileAddress = { readonly z: number; readonly x: number; readonly y: number };

/** Finds the lines that may touch a tile, in ascending order of edge. */
export type LineIndex = (tile: TileAddress) => Uint32Array;
/** Finds the items inside a tile, in ascending order. */
export type PointIndex = (tile: TileAddress) => Int32Array;

/** Points deeper than this zoom share a Morton number. */
const POINT_DEPTH = 16;
/** Lines that fit in a tile of this zoom lie in the deepest level. */
const LINE_DEPTH = 15;

type Band = { readonly minZoom: number; readonly keys: Uint32Array; readonly items: Int32Array };

/** Items sorted along a Morton curve, one curve for each zoom from which items are drawn. */
export const pointIndex = (
  items: Uint32Array | Int32Array,
  place: (item: number) => readonly [x: number, y: number],
  minZoom: (item: number) => number,
): PointIndex => {
  const keys = new Uint32Array(items.length);
  const zooms = new Uint8Array(items.length);
  items.forEach((item, i) => {
    const [x, y] = place(item);
    keys[i] = morton(x >>> (32 - POINT_DEPTH), y >>> (32 - POINT_DEPTH));
    zooms[i] = minZoom(item);
  });
  const order = sortedByKey(keys);
  const bands = [...new Set(zooms)].map((zoom): Band => {
    const own = order.filter((i) => zooms[i] === zoom);
    return {
      minZoom: zoom,
      keys: own.map((i) => keys[i] as number),
      items: Int32Array.from(own, (i) => items[i] as number),
    };
  });
  return ({ z, x, y }) => {
    const tile = morton(x, y);
    const width = 4 ** (POINT_DEPTH - z);
    const found = bands
      .filter((band) => band.minZoom <= z)
      .map((band) => slice(band, tile * width, (tile + 1) * width));
    return joined(found);
  };
};

/**
 * A loose quadtree: each line belongs to the smallest tile that holds all of it. The lines that may touch a tile are then those of the tiles
 * inside it, which are one interval of the Morton curve in each level, and those of the tiles around it.
 */
export const lineIndex = (world: LineWorld, sectionMinZoom: Uint8Array): LineIndex => {
  const { model } = world;
  const count = model.edges.ids.length;
  const keys = new Uint32Array(count);
  const levels = new Int8Array(count);
  for (let edge = 0; edge < count; edge++) {
    const [west, north, east, south] = lineBox(world, edge);
    keys[edge] = morton(west >>> (32 - LINE_DEPTH), north >>> (32 - LINE_DEPTH));
    const hasLength = west !== east || north !== south;
    levels[edge] = hasLength ? Math.min(LINE_DEPTH, Math.clz32(west ^ east), Math.clz32(north ^ south)) : -1;
  }
  const minZoom = new Uint8Array(count).map((_, edge) => sectionMinZoom[sectionOfEdge(model, edge)] as number);
  const lists = new Map<number, number[]>();
  for (const edge of sortedByKey(keys)) {
    const level = levels[edge] as number;
    if (level < 0) continue;
    const list = (minZoom[edge] as number) * 32 + level;
    const edges = lists.get(list);
    if (edges) edges.push(edge);
    else lists.set(list, [edge]);
  }
  const bands = Array.from(lists, ([list, edges]) => {
    const level = list % 32;
    return {
      level,
      minZoom: Math.floor(list / 32),
      keys: Uint32Array.from(edges, (edge) => (keys[edge] as number) >>> (2 * (LINE_DEPTH - level))),
      items: Int32Array.from(edges),
    };
  });
  return ({ z, x, y }) => {
    const found: Int32Array[] = [];
    for (const band of bands) {
      if (band.minZoom > z) continue;
      const up = Math.max(0, z - band.level);
      const key = morton(x >>> up, y >>> up);
      const width = 4 ** Math.max(0, band.level - z);
      const own = slice(band, key * width, (key + 1) * width);
      found.push(up === 0 ? own : own.filter((edge) => touches(lineBox(world, edge), { z, x, y })));
    }
    return Uint32Array.from(joined(found));
  };
};

export type LineWorld = {
  readonly model: NetworkModel;
  readonly nodeX: Uint32Array;
  readonly nodeY: Uint32Array;
  readonly lineXY: Uint32Array;
};

type Box = readonly [west: number, north: number, east: number, south: number];

const lineBox = ({ model, nodeX, nodeY, lineXY }: LineWorld, edge: number): Box => {
  const { edges } = model;
  const start = edges.geometryStart[edge] as number;
  const end = edges.geometryStart[edge + 1] as number;
  if (start === end) {
    const a = edges.from[edge] as number;
    const b = edges.to[edge] as number;
    const [ax, ay, bx, by] = [nodeX[a] as number, nodeY[a] as number, nodeX[b] as number, nodeY[b] as number];
    return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
  }
  let [west, north, east, south] = [2 ** 32, 2 ** 32, 0, 0];
  for (let i = start; i < end; i++) {
    const x = lineXY[i * 2] as number;
    const y = lineXY[i * 2 + 1] as number;
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  }
  return [west, north, east, south];
};

const touches = ([west, north, east, south]: Box, { z, x, y }: TileAddress): boolean => {
  const size = 2 ** (32 - z);
  return west < (x + 1) * size && east >= x * size && north < (y + 1) * size && south >= y * size;
};

/** Items whose key is in [from, to). */
const slice = ({ keys, items }: Pick<Band, 'keys' | 'items'>, from: number, to: number): Int32Array =>
  items.subarray(firstAtLeast(keys, from), firstAtLeast(keys, to));

const firstAtLeast = (keys: Uint32Array, value: number): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

const joined = (parts: readonly Int32Array[]): Int32Array => {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.sort();
};

/** Positions in ascending order of their key: radix sort, four passes of a byte. A comparing sort of a million keys takes ten times as long. */
const sortedByKey = (keys: Uint32Array): Uint32Array => {
  let order = Uint32Array.from(keys, (_, i) => i);
  let other = new Uint32Array(keys.length);
  for (let shift = 0; shift < 32; shift += 8) {
    const start = new Uint32Array(257);
    for (const key of keys) {
      const byte = ((key >>> shift) & 255) + 1;
      start[byte] = (start[byte] as number) + 1;
    }
    for (let byte = 0; byte < 256; byte++) start[byte + 1] = (start[byte + 1] as number) + (start[byte] as number);
    for (const i of order) {
      const byte = ((keys[i] as number) >>> shift) & 255;
      const at = start[byte] as number;
      other[at] = i;
      start[byte] = at + 1;
    }
    [order, other] = [other, order];
  }
  return order;
};
