import { at, distance, type Point } from './geometry.ts';
import type { Road } from './roads.ts';

/** A straight piece between two vertices. Streets that meet it later leave their vertices in `splits`. */
export type Piece = {
  readonly a: number;
  readonly b: number;
  /** Index of the road or street; pieces of the frame have none and are no street. */
  readonly street: number;
  readonly splits: number[];
};

export type Planar = { readonly points: Point[]; readonly pieces: Piece[] };

type Crossing = { readonly position: number; readonly vertex: number };

const CELL = 500;
const STUB = 320;
const CLOSE = 24;

/** Where two segments cross, as the part of each; null where they do not. */
export const crossing = (a: Point, b: Point, c: Point, d: Point): readonly [number, number] | null => {
  const den = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  if (Math.abs(den) < 1e-9) return null;
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / den;
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / den;
  return t >= 0 && t < 1 && u >= 0 && u < 1 ? [t, u] : null;
};

const closedLine = (road: Road): readonly Point[] => (road.closed ? [...road.line, at(road.line, 0)] : road.line);

/** The plan's roads as a planar graph: joined wherever they cross, cut back where they overshoot. */
export const planarise = (roads: readonly Road[], inside: (p: Point) => boolean): Planar => {
  const lines = roads.map(closedLine);
  const points: Point[] = [];
  const crossings: Crossing[][] = roads.map(() => []);
  const cells = new Map<string, { road: number; k: number }[]>();
  lines.forEach((line, road) => {
    for (let k = 0; k + 1 < line.length; k++) {
      const [p, q] = [at(line, k), at(line, k + 1)];
      const [x0, x1] = [Math.min(p[0], q[0]), Math.max(p[0], q[0])].map((v) => Math.floor(v / CELL)) as [
        number,
        number,
      ];
      const [y0, y1] = [Math.min(p[1], q[1]), Math.max(p[1], q[1])].map((v) => Math.floor(v / CELL)) as [
        number,
        number,
      ];
      const met = new Set<string>();
      for (let x = x0; x <= x1; x++)
        for (let y = y0; y <= y1; y++) {
          const key = `${x} ${y}`;
          const cell = cells.get(key) ?? [];
          cells.set(key, cell);
          for (const other of cell) {
            if (other.road === road || met.has(`${other.road} ${other.k}`)) continue;
            met.add(`${other.road} ${other.k}`);
            const line2 = at(lines, other.road);
            const hit = crossing(p, q, at(line2, other.k), at(line2, other.k + 1));
            if (!hit) continue;
            const vertex = points.push([p[0] + (q[0] - p[0]) * hit[0], p[1] + (q[1] - p[1]) * hit[0]]) - 1;
            crossings[road]?.push({ position: k + hit[0], vertex });
            crossings[other.road]?.push({ position: other.k + hit[1], vertex });
          }
          cell.push({ road, k });
        }
    }
  });

  const pieces: Piece[] = [];
  roads.forEach((road, r) => {
    const line = at(lines, r);
    const met = at(crossings, r).sort((x, y) => x.position - y.position);
    if (met.length === 0) return;
    const chain: { vertex: number; point: Point }[] = [];
    const first = at(met, 0).position;
    const last = at(met, met.length - 1).position;
    let next = 0;
    for (let k = 0; k < line.length; k++) {
      const p = at(line, k);
      const near = met.some((m) => Math.abs(m.position - k) < 1.5 && distance(at(points, m.vertex), p) < CLOSE);
      const overshoot = (k < first || k > last) && !road.closed;
      const keepsEnd = road.open && distance(p, at(points, at(met, k < first ? 0 : met.length - 1).vertex)) > STUB;
      const farEnd = road.open && (k < first ? distance(at(line, 0), at(points, at(met, 0).vertex)) > STUB : true);
      if (!near && (!overshoot || keepsEnd || (farEnd && road.open))) chain.push({ vertex: -1, point: p });
      while (next < met.length && at(met, next).position < k + 1) {
        chain.push({ vertex: at(met, next).vertex, point: at(points, at(met, next).vertex) });
        next++;
      }
    }
    const ids = chain.map((c) => (c.vertex >= 0 ? c.vertex : points.push(c.point) - 1));
    // A ring's last point is its first.
    if (road.closed) {
      const start = at(chain, 0);
      const end = at(chain, chain.length - 1);
      if (ids.length > 1 && distance(start.point, end.point) < 1) ids[ids.length - 1] = at(ids, 0);
      else ids.push(at(ids, 0));
    }
    for (let k = 0; k + 1 < ids.length; k++) {
      const [a, b] = [at(ids, k), at(ids, k + 1)];
      if (a === b) continue;
      const [p, q] = [at(points, a), at(points, b)];
      if (road.rank === null || inside([(p[0] + q[0]) / 2, (p[1] + q[1]) / 2]))
        pieces.push({ a, b, street: road.rank === null ? -1 : r, splits: [] });
    }
  });
  return { points, pieces };
};

/** A corner of a face and the piece that leads on from it. */
export type Corner = { readonly vertex: number; readonly piece: number };

/** The faces that pieces enclose, dead ends left aside. */
export const facesOf = ({ points, pieces }: Planar): readonly (readonly Corner[])[] => {
  const around: number[][] = points.map(() => []);
  pieces.forEach((piece, i) => {
    around[piece.a]?.push(i);
    around[piece.b]?.push(i);
  });
  const gone = new Set<number>();
  const open = points.map((_, v) => v).filter((v) => at(around, v).length === 1);
  while (open.length > 0) {
    const v = open.pop() as number;
    const alive = at(around, v).filter((p) => !gone.has(p));
    if (alive.length !== 1) continue;
    const piece = at(alive, 0);
    gone.add(piece);
    open.push(at(pieces, piece).a === v ? at(pieces, piece).b : at(pieces, piece).a);
  }
  const otherEnd = (piece: number, v: number): number =>
    at(pieces, piece).a === v ? at(pieces, piece).b : at(pieces, piece).a;
  const order = around.map((list, v) => {
    const here = at(points, v);
    const angle = (piece: number): number => {
      const there = at(points, otherEnd(piece, v));
      return Math.atan2(there[1] - here[1], there[0] - here[0]);
    };
    return list.filter((p) => !gone.has(p)).sort((x, y) => angle(x) - angle(y));
  });
  const seen = new Set<number>();
  const faces: Corner[][] = [];
  pieces.forEach((_, i) => {
    if (gone.has(i)) return;
    for (const start of [at(pieces, i).a, at(pieces, i).b]) {
      const half = (piece: number, from: number): number => piece * 2 + (at(pieces, piece).a === from ? 0 : 1);
      if (seen.has(half(i, start))) continue;
      const face: Corner[] = [];
      let piece = i;
      let from = start;
      while (!seen.has(half(piece, from))) {
        seen.add(half(piece, from));
        face.push({ vertex: from, piece });
        const to = otherEnd(piece, from);
        const list = at(order, to);
        // Turn as far left as the junction allows, to keep the face on the left.
        piece = at(list, (list.indexOf(piece) - 1 + list.length) % list.length);
        from = to;
      }
      faces.push(face);
    }
  });
  return faces;
};
