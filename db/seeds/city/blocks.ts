import { at, centroid, contains, distance, type Point, signedArea } from './geometry.ts';
import { grainAt } from './grain.ts';
import { type Corner, crossing, type Planar } from './planar.ts';
import { type Random, random } from './random.ts';
import { inHills } from './terrain.ts';
import { blockSideAt, urbanity, zoneAt } from './zones.ts';

export type Cut = { readonly street: number; readonly rank: 2 | 3 };
export type Blocks = { readonly cuts: readonly Cut[]; readonly blocks: readonly (readonly Point[])[] };

type Face = readonly Corner[];

/** How freely streets leave the straight and the even: irregular lanes in the old town, a ruler in the new. */
const freedom = (p: Point): { readonly place: number; readonly turn: number } => {
  const { zone, strength } = zoneAt(p);
  if (strength < 0.25) return { place: 0.16, turn: 0.16 };
  switch (zone.character) {
    case 'oldTown':
      return { place: 0.15, turn: 0.17 };
    case 'newTown':
      return { place: 0.04, turn: 0.015 };
    case 'industry':
      return { place: 0.07, turn: 0.02 };
    default:
      return { place: 0.1, turn: 0.06 };
  }
};

/**
 * Cuts faces into blocks, each across its longer side along the grain of the place, until blocks are as small as the neighbourhood wants
 * them. A cut prefers to start where a street already arrives from the other side, which makes crossroads out of what would be
 * staggered junctions.
 */
export const cutBlocks = (
  planar: Planar,
  faces: readonly Face[],
  keepWhole: (middle: Point, area: number, ring: readonly Point[]) => boolean,
  firstStreet: number,
  seed: number,
): Blocks => {
  const chance: Random = random(seed, 'blocks');
  const { points, pieces } = planar;
  const cuts: Cut[] = [];
  const blocks: (readonly Point[])[] = [];
  const busy = new Uint8Array(200_000);
  for (const piece of pieces) {
    busy[piece.a] = at(busy, piece.a) + 1;
    busy[piece.b] = at(busy, piece.b) + 1;
  }
  const ringOf = (face: Face): Point[] => face.map((c) => at(points, c.vertex));

  /** The best existing vertex near a hit, or a new one on the piece. */
  const land = (
    face: Face,
    i: number,
    hit: Point,
    tolerance: number,
  ): { vertex: number; corner: number; onPiece: boolean } => {
    const n = face.length;
    let best = { vertex: -1, corner: i, onPiece: false };
    let near = Number.POSITIVE_INFINITY;
    const offer = (vertex: number, corner: number, onPiece: boolean, penalty: number): void => {
      const d = distance(at(points, vertex), hit) + penalty;
      if (d < near && d < tolerance) {
        near = d;
        best = { vertex, corner, onPiece };
      }
    };
    for (let k = -2; k <= 3; k++) {
      const corner = (i + k + n) % n;
      const { vertex, piece } = at(face, corner);
      const junction = at(busy, vertex) > 2;
      offer(vertex, corner, false, junction ? 0 : tolerance * 0.6);
      const nextPoint = at(points, at(face, (corner + 1) % n).vertex);
      const here = at(points, vertex);
      const long = distance(here, nextPoint);
      for (const split of at(pieces, piece).splits) {
        const p = at(points, split);
        if (distance(p, here) + distance(p, nextPoint) < long + 0.01 && split !== vertex) offer(split, corner, true, 0);
      }
    }
    if (best.vertex >= 0) return best;
    const vertex = points.push(hit) - 1;
    pieces[at(face, i).piece]?.splits.push(vertex);
    return { vertex, corner: i, onPiece: true };
  };

  const cut = (face: Face, ring: readonly Point[], side: number, size: number): readonly [Face, Face] | null => {
    const middle = centroid(ring);
    const { place, turn } = freedom(middle);
    const grain = grainAt(middle);
    const n = ring.length;
    for (let attempt = 0; attempt < 7; attempt++) {
      const angle = grain + turn * chance.normal() * (1 + attempt * 0.3);
      const axes = [angle, angle + Math.PI / 2].map((t) => {
        const [c, s] = [Math.cos(t), Math.sin(t)];
        const reach = ring.map((p) => p[0] * c + p[1] * s);
        return { c, s, low: Math.min(...reach), high: Math.max(...reach) };
      });
      const [one, two] = [at(axes, 0), at(axes, 1)];
      const stretched = one.high - one.low > two.high - two.low;
      const long = stretched !== attempt > 4 ? one : two;
      const [c, s] = [long.c, long.s];
      const spread = place * (long.high - long.low) * (1 + attempt * 0.4);
      const level = middle[0] * c + middle[1] * s + chance.between(-1, 1) * spread;
      // All crossings of the boundary with the line at this level, sorted across; the widest inner stretch becomes the street.
      const hits: { across: number; i: number; p: Point }[] = [];
      for (let i = 0; i < n; i++) {
        const [a, b] = [at(ring, i), at(ring, (i + 1) % n)];
        const [da, db] = [a[0] * c + a[1] * s - level, b[0] * c + b[1] * s - level];
        if (da > 0 === db > 0) continue;
        const t = da / (da - db);
        const p: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
        hits.push({ across: -p[0] * s + p[1] * c, i, p });
      }
      hits.sort((x, y) => x.across - y.across);
      let widest = -1;
      let pair: readonly [(typeof hits)[number], (typeof hits)[number]] | null = null;
      for (let k = 0; k + 1 < hits.length; k += 2) {
        const [x, y] = [at(hits, k), at(hits, k + 1)];
        if (y.across - x.across > widest) {
          widest = y.across - x.across;
          pair = [x, y];
        }
      }
      if (!pair || widest < side * 0.35) continue;
      const tolerance = Math.min(110, Math.max(28, side * 0.3));
      const before = points.length;
      const undo = (): void => {
        while (points.length > before) {
          const gone = points.length - 1;
          for (const corner of face) {
            const { splits } = at(pieces, corner.piece);
            if (splits[splits.length - 1] === gone) splits.pop();
          }
          points.pop();
        }
      };
      const from = land(face, pair[0].i, pair[0].p, tolerance);
      const to = land(face, pair[1].i, pair[1].p, tolerance);
      const parts = from.vertex === to.vertex ? null : split(face, from, to, pieces.length);
      if (parts) {
        const areas = parts.map((f) => Math.abs(signedArea(ringOf(f))));
        const [p, q] = [at(points, from.vertex), at(points, to.vertex)];
        const clear = face.every((corner, i) => {
          const next = at(face, (i + 1) % n).vertex;
          if (
            corner.vertex === from.vertex ||
            corner.vertex === to.vertex ||
            next === from.vertex ||
            next === to.vertex
          )
            return true;
          if ((from.onPiece && from.corner === i) || (to.onPiece && to.corner === i)) return true;
          return crossing(p, q, at(points, corner.vertex), at(points, next)) === null;
        });
        const inner = contains(ring, [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]);
        if (clear && inner && Math.min(...areas) > size * 0.16 && Math.min(...areas) > side * side * 0.12) {
          busy[from.vertex] = Math.max(2, at(busy, from.vertex)) + 1;
          busy[to.vertex] = Math.max(2, at(busy, to.vertex)) + 1;
          pieces.push({ a: from.vertex, b: to.vertex, street: firstStreet + cuts.length, splits: [] });
          cuts.push({
            street: firstStreet + cuts.length,
            rank: size > 11 * side * side && urbanity(middle) > 0.25 ? 2 : 3,
          });
          return parts;
        }
      }
      undo();
    }
    return null;
  };

  const queue = faces.filter((face) => signedArea(ringOf(face)) > 0);
  while (queue.length > 0) {
    const face = queue.pop() as Face;
    const ring = ringOf(face);
    const size = Math.abs(signedArea(ring));
    const middle = centroid(ring);
    const samples = [
      middle,
      ...ring
        .filter((_, i) => i % Math.ceil(ring.length / 8) === 0)
        .map((p): Point => [(p[0] + middle[0]) / 2, (p[1] + middle[1]) / 2]),
    ];
    const side = Math.min(...samples.map(blockSideAt));
    const enough = side * side * chance.between(0.75, 1.45);
    const whole = size < enough || keepWhole(middle, size, ring) || (inHills(middle) && size < 6_000_000);
    const parts = whole ? null : cut(face, ring, side, size);
    if (parts) queue.push(...parts);
    else blocks.push(ring);
  }
  return { cuts, blocks };
};

type Landing = { readonly vertex: number; readonly corner: number; readonly onPiece: boolean };

/** The two faces on either side of a new piece between two places on the boundary. */
const split = (face: Face, from: Landing, to: Landing, piece: number): readonly [Face, Face] | null => {
  const n = face.length;
  const walk = (start: Landing, end: Landing): Corner[] => {
    const out: Corner[] = [{ vertex: start.vertex, piece: at(face, start.corner).piece }];
    let i = (start.corner + 1) % n;
    const stop = end.onPiece ? (end.corner + 1) % n : end.corner;
    if (start.onPiece && end.onPiece && start.corner === end.corner) return [];
    for (let guard = 0; i !== stop && guard <= n; guard++) {
      out.push(at(face, i));
      i = (i + 1) % n;
    }
    out.push({ vertex: end.vertex, piece });
    return out;
  };
  const [one, two] = [walk(from, to), walk(to, from)];
  return one.length >= 3 && two.length >= 3 ? [one, two] : null;
};
