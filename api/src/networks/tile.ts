import { NODE_CLASSES } from '@relight/shared/network/facts';
import { edgeClassName, sectionOfEdge, sectionOfNode } from '@relight/shared/network/model';
import type { TileIndex } from './tile-index.ts';
import { POINTS_FROM_ZOOM } from './tile-index.ts';
import type { Paths } from './tile-path.ts';
import { pathMaker } from './tile-path.ts';
import type { TileAddress } from './tile-search.ts';
import type { TileLayer } from './vector-tile.ts';
import { EXTENT, encodeLayers, layer } from './vector-tile.ts';

export { tileIndex } from './tile-index.ts';

/**
 * One vector tile of a network version. Its geometry never changes and holds no state, so it can be cached for ever: a map colours it by
 * the numeric feature id, which is the section index.
 *
 * Layers: `sec-line` (id = section; k: line · switch · transformer · tie, s: size class 0 … 3), `sec-pt` (id = section; the service
 * points of the section in this tile), `dev` (id = section fed, or where it stands; class, id, name, normalOpen, and nameEn where known).
 */
export const encodeTile = (index: TileIndex, z: number, x: number, y: number): Uint8Array => {
  const tile = { z, x, y };
  const layers = [lineLayer(index, tile), deviceLayer(index, tile)];
  if (z >= POINTS_FROM_ZOOM) layers.push(pointLayer(index, tile));
  return encodeLayers(layers);
};

/** Room around the tile, in tile units, so that a stroke or a bend at the border is not cut. */
const BUFFER = 80;
/** Vertices nearer than this to the last are dropped: half a pixel of a tile drawn 512 pixels wide. */
const TOLERANCE = 4;

const lineLayer = (index: TileIndex, tile: TileAddress): TileLayer => {
  const made = layer('sec-line');
  const { model, size } = index;
  const { edges } = model;
  let section = -1;
  let byKind = new Map<string, Paths>();
  const flush = () => {
    for (const [kind, paths] of byKind) made.addLines(section, paths.taken(), { k: kind, s: size[section] as number });
    byKind = new Map();
  };
  for (const edge of index.lines(tile)) {
    const own = sectionOfEdge(model, edge);
    if (own !== section) {
      flush();
      section = own;
    }
    const kind = lineKind(edgeClassName(edges.class[edge] as number), edges.normalOpen[edge] === 1);
    let paths = byKind.get(kind);
    if (!paths) {
      paths = pathMaker(-BUFFER, EXTENT + BUFFER, TOLERANCE);
      byKind.set(kind, paths);
    }
    addEdge(index, tile, edge, paths);
  }
  flush();
  return made;
};

const lineKind = (edgeClass: string, open: boolean): string => {
  if (open) return 'tie';
  if (edgeClass === 'PowerTransformer') return 'transformer';
  return edgeClass === 'ACLineSegment' || edgeClass === 'Jumper' ? 'line' : 'switch';
};

const addEdge = ({ model, nodeX, nodeY, lineXY }: TileIndex, tile: TileAddress, edge: number, paths: Paths) => {
  const { edges } = model;
  const start = edges.geometryStart[edge] as number;
  const end = edges.geometryStart[edge + 1] as number;
  if (start === end) {
    const a = edges.from[edge] as number;
    const b = edges.to[edge] as number;
    paths.segment(unitX(tile, nodeX[a]), unitY(tile, nodeY[a]), unitX(tile, nodeX[b]), unitY(tile, nodeY[b]));
    return;
  }
  for (let i = start * 2; i + 2 < end * 2; i += 2) {
    paths.segment(
      unitX(tile, lineXY[i]),
      unitY(tile, lineXY[i + 1]),
      unitX(tile, lineXY[i + 2]),
      unitY(tile, lineXY[i + 3]),
    );
  }
};

const pointLayer = (index: TileIndex, tile: TileAddress): TileLayer => {
  const made = layer('sec-pt');
  const { model, nodeX, nodeY } = index;
  let section = -1;
  let until = -1;
  let points: number[] = [];
  // Nodes are sorted by section, so each section's points come together.
  for (const node of index.points(tile)) {
    if (node >= until) {
      if (points.length > 0) made.addPoints(section, points, {});
      points = [];
      section = sectionOfNode(model, node);
      until = model.sections.nodeStart[section + 1] as number;
    }
    points.push(unitX(tile, nodeX[node]), unitY(tile, nodeY[node]));
  }
  if (points.length > 0) made.addPoints(section, points, {});
  return made;
};

const deviceLayer = (index: TileIndex, tile: TileAddress): TileLayer => {
  const made = layer('dev');
  const { model } = index;
  const { nodes, edges } = model;
  for (const item of index.devices(tile)) {
    const node = -1 - item;
    const names = item < 0 ? nodes : edges;
    const number = item < 0 ? node : item;
    const id = names.ids[number] as string;
    const nameEn = names.namesEn.get(number);
    made.addPoints(item < 0 ? sectionOfNode(model, node) : sectionOfEdge(model, item), pointOf(index, tile, item), {
      class:
        item < 0 ? (NODE_CLASSES[nodes.class[node] as number] as string) : edgeClassName(edges.class[item] as number),
      id,
      name: (item < 0 ? nodes.substations.get(node) : undefined) ?? names.names.get(number) ?? id,
      ...(nameEn === undefined ? {} : { nameEn }),
      normalOpen: item >= 0 && edges.normalOpen[item] === 1,
    });
  }
  return made;
};

/** A device stands in the middle of its line. */
const pointOf = (index: TileIndex, tile: TileAddress, item: number): number[] => {
  const { model, nodeX, nodeY, lineXY } = index;
  if (item < 0) return [unitX(tile, nodeX[-1 - item]), unitY(tile, nodeY[-1 - item])];
  const start = model.edges.geometryStart[item] as number;
  const end = model.edges.geometryStart[item + 1] as number;
  const middle = (start + end) >>> 1;
  if (end - start > 2) return [unitX(tile, lineXY[middle * 2]), unitY(tile, lineXY[middle * 2 + 1])];
  const a = model.edges.from[item] as number;
  const b = model.edges.to[item] as number;
  const xs = end > start ? [lineXY[start * 2], lineXY[start * 2 + 2]] : [nodeX[a], nodeX[b]];
  const ys = end > start ? [lineXY[start * 2 + 1], lineXY[start * 2 + 3]] : [nodeY[a], nodeY[b]];
  return [unitX(tile, mean(xs)), unitY(tile, mean(ys))];
};

const mean = ([a = 0, b = 0]: readonly (number | undefined)[]): number => (a + b) / 2;

const unitX = ({ z, x }: TileAddress, world: number | undefined): number =>
  Math.floor(((world as number) - x * 2 ** (32 - z)) / 2 ** (20 - z));
const unitY = ({ z, y }: TileAddress, world: number | undefined): number =>
  Math.floor(((world as number) - y * 2 ** (32 - z)) / 2 ** (20 - z));
