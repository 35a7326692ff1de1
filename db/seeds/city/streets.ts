import { cutBlocks } from './blocks.ts';
import { at, distance, mix, type Point } from './geometry.ts';
import { parkAt } from './parks.ts';
import { facesOf, type Piece, planarise } from './planar.ts';
import { type Random, random } from './random.ts';
import { FRAME, ROADS } from './roads.ts';
import { type Rank, type StreetEdge, type StreetGraph, streetEdge } from './street-graph.ts';
import { nameStreets } from './street-names.ts';
import { inHills, inRiver, inWater } from './terrain.ts';
import { hamletLanes } from './villages.ts';
import { warp } from './warp.ts';
import { urbanity } from './zones.ts';

export type Plan = { readonly graph: StreetGraph; readonly parks: readonly (readonly Point[])[] };

type Segment = {
  readonly a: number;
  readonly b: number;
  readonly street: number;
  readonly rank: Rank;
  readonly planned: boolean;
};

const inFrame = ([x, y]: Point): boolean =>
  x > FRAME[0] - 1 && x < FRAME[2] + 1 && y > FRAME[1] - 1 && y < FRAME[3] + 1;
/** Bends are drawn with a point about every so many metres. */
const SMOOTH = 110;
const SHORT_STUB = 90;

/** Whether a face is not for building: water between its bank roads. */
const isWater = (middle: Point, ring: readonly Point[]): boolean => {
  // The middle of the widest stretch at the centroid's height lies inside even where the centroid does not.
  const xs: number[] = [];
  for (let i = 0; i < ring.length; i++) {
    const [p, q] = [at(ring, i), at(ring, (i + 1) % ring.length)];
    if (p[1] > middle[1] !== q[1] > middle[1]) xs.push(p[0] + ((middle[1] - p[1]) / (q[1] - p[1])) * (q[0] - p[0]));
  }
  xs.sort((x, y) => x - y);
  let wide = 0;
  let inner = middle;
  for (let i = 0; i + 1 < xs.length; i += 2) {
    const [x0, x1] = [at(xs, i), at(xs, i + 1)];
    if (x1 - x0 > wide) {
      wide = x1 - x0;
      inner = [(x0 + x1) / 2, middle[1]];
    }
  }
  return inWater(inner);
};

const segmentsOf = (
  pieces: readonly Piece[],
  points: readonly Point[],
  rankOf: (street: number) => Rank,
  planned: number,
): Segment[] =>
  pieces.flatMap((piece) => {
    if (piece.street < 0) return [];
    const start = at(points, piece.a);
    const chain = [
      piece.a,
      ...piece.splits.toSorted((x, y) => distance(start, at(points, x)) - distance(start, at(points, y))),
      piece.b,
    ];
    return chain.slice(1).map((b, i) => ({
      a: at(chain, i),
      b,
      street: piece.street,
      rank: rankOf(piece.street),
      planned: piece.street < planned,
    }));
  });

const degreesOf = (segments: readonly Segment[]): Map<number, number> => {
  const degree = new Map<number, number>();
  for (const s of segments) for (const v of [s.a, s.b]) degree.set(v, (degree.get(v) ?? 0) + 1);
  return degree;
};

/** Takes away what a surveyor would not have built: streets in the hills, lanes that end in a field, half the cross lanes of the country. */
const tidy = (
  segments: readonly Segment[],
  points: readonly Point[],
  onFrame: ReadonlySet<number>,
  chance: Random,
): Segment[] => {
  const middle = (s: Segment): Point => mix(at(points, s.a), at(points, s.b), 0.5);
  let kept = segments.filter((s) => {
    if (s.planned) return true;
    const m = middle(s);
    if (inHills(m) || inWater(m) || onFrame.has(s.a) || onFrame.has(s.b)) return false;
    const u = urbanity(m);
    return u > 0.1 || !chance.chance(0.22);
  });
  for (let round = 0; round < 6; round++) {
    const degree = degreesOf(kept);
    kept = kept.filter((s) => {
      const loose = degree.get(s.a) === 1 || degree.get(s.b) === 1;
      if (!loose || s.planned) return true;
      return distance(at(points, s.a), at(points, s.b)) > SHORT_STUB && chance.chance(0.6);
    });
  }
  return kept;
};

/** The largest connected part. */
const connected = (segments: readonly Segment[], points: readonly Point[]): Segment[] => {
  const label = new Int32Array(points.length).fill(-1);
  const next: number[][] = points.map(() => []);
  for (const s of segments) {
    next[s.a]?.push(s.b);
    next[s.b]?.push(s.a);
  }
  const sizes: number[] = [];
  for (let v = 0; v < points.length; v++) {
    if (label[v] !== -1 || at(next, v).length === 0) continue;
    const mark = sizes.push(0) - 1;
    const stack = [v];
    label[v] = mark;
    while (stack.length > 0) {
      const here = stack.pop() as number;
      sizes[mark] = at(sizes, mark) + 1;
      for (const there of at(next, here))
        if (label[there] === -1) {
          label[there] = mark;
          stack.push(there);
        }
    }
  }
  const largest = sizes.indexOf(Math.max(...sizes));
  return segments.filter((s) => label[s.a] === largest);
};

const bent = (line: readonly Point[], seed: number): Point[] => {
  const out: Point[] = [];
  line.forEach((p, i) => {
    if (i > 0) {
      const before = at(line, i - 1);
      const extra = Math.floor(distance(before, p) / SMOOTH);
      for (let k = 1; k <= extra; k++) out.push(warp(mix(before, p, k / (extra + 1)), seed));
    }
    out.push(warp(p, seed));
  });
  return out;
};

export const layStreets = (seed: number): Plan => {
  const roads = [...ROADS, ...hamletLanes(seed)];
  const planar = planarise(roads, inFrame);
  const faces = facesOf(planar);
  const onFrame = new Set(planar.pieces.filter((p) => p.street < 0).flatMap((p) => [p.a, p.b]));
  const parks: (readonly Point[])[] = [];
  const keepWhole = (middle: Point, area: number, ring: readonly Point[]): boolean => {
    if (isWater(middle, ring)) return true;
    const park = parkAt(ring);
    return park !== undefined && area < park;
  };
  const { cuts, blocks } = cutBlocks(planar, faces, keepWhole, roads.length, seed);
  for (const block of blocks) if (parkAt(block) !== undefined && !isWater(at(block, 0), block)) parks.push(block);
  for (const piece of planar.pieces) if (piece.street < 0) for (const s of piece.splits) onFrame.add(s);

  const rankOf = (street: number): Rank =>
    street < roads.length ? (at(roads, street).rank ?? 3) : at(cuts, street - roads.length).rank;
  const all = segmentsOf(planar.pieces, planar.points, rankOf, roads.length);
  const segments = connected(tidy(all, planar.points, onFrame, random(seed, 'tidy')), planar.points);

  // Chains of segments between junctions become edges.
  const around = new Map<number, number[]>();
  segments.forEach((s, i) => {
    for (const v of [s.a, s.b]) around.set(v, [...(around.get(v) ?? []), i]);
  });
  const isJunction = (v: number): boolean => {
    const list = around.get(v) ?? [];
    return list.length !== 2 || at(segments, at(list, 0)).street !== at(segments, at(list, 1)).street;
  };
  const nodeIndex = new Map<number, number>();
  const nodes: Point[] = [];
  const nodeFor = (v: number): number => {
    const known = nodeIndex.get(v);
    if (known !== undefined) return known;
    const index = nodes.push(warp(at(planar.points, v), seed)) - 1;
    nodeIndex.set(v, index);
    return index;
  };
  const used = new Uint8Array(segments.length);
  const edges: StreetEdge[] = [];
  segments.forEach((s0, i0) => {
    for (const start of [s0.a, s0.b]) {
      if (used[i0] || !isJunction(start)) continue;
      const chain = [start];
      let i = i0;
      let v = start;
      let bridge = false;
      for (;;) {
        used[i] = 1;
        const s = at(segments, i);
        const to = s.a === v ? s.b : s.a;
        bridge ||= inRiver(mix(at(planar.points, v), at(planar.points, to), 0.5));
        chain.push(to);
        v = to;
        if (isJunction(v)) break;
        i = (around.get(v) ?? []).find((k) => k !== i) ?? i;
      }
      const [a, b] = [nodeFor(start), nodeFor(v)];
      if (a === b) continue;
      const line = bent(
        chain.map((p) => at(planar.points, p)),
        seed,
      );
      edges.push(streetEdge(a, b, line, s0.street, s0.rank, bridge));
    }
  });
  const graph = nameStreets(nodes, edges, roads, seed);
  const finished = parks.map((ring) => bent([...ring, at(ring, 0)], seed).slice(0, -1));
  return { graph, parks: finished };
};
