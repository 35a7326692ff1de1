/** Metres east and north of the city's south-west corner. */
export type Point = readonly [number, number];

/** The element that the caller knows to be there. */
export const at = <T>(items: ArrayLike<T>, index: number): T => {
  const item = items[index];
  if (item === undefined) throw new RangeError(`nothing at ${index} of ${items.length}`);
  return item;
};

export const distance = (a: Point, b: Point): number => {
  const dx = a[0] - b[0];
  const dy = a[1] - b[1];
  return Math.sqrt(dx * dx + dy * dy);
};

export const mix = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

export const lengthOf = (line: readonly Point[]): number => {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(at(line, i - 1), at(line, i));
  return sum;
};

/** The point `metres` along a line, and the direction of the line there as a unit vector. */
export const along = (line: readonly Point[], metres: number): { readonly point: Point; readonly heading: Point } => {
  let left = Math.max(0, metres);
  for (let i = 1; i < line.length; i++) {
    const a = at(line, i - 1);
    const b = at(line, i);
    const d = distance(a, b);
    if (left <= d || i === line.length - 1) {
      const t = d === 0 ? 0 : Math.min(1, left / d);
      return { point: mix(a, b, t), heading: d === 0 ? [1, 0] : [(b[0] - a[0]) / d, (b[1] - a[1]) / d] };
    }
    left -= d;
  }
  return { point: at(line, 0), heading: [1, 0] };
};

/** The vertices of a line strictly between two distances along it. */
export const verticesBetween = (line: readonly Point[], from: number, to: number): Point[] => {
  const out: Point[] = [];
  let s = 0;
  for (let i = 1; i < line.length - 1; i++) {
    s += distance(at(line, i - 1), at(line, i));
    if (s > from + 1 && s < to - 1) out.push(at(line, i));
  }
  return out;
};

/** Whether a point lies in a ring. Asked some million times, hence the plain indexing. */
export const contains = (ring: readonly Point[], [x, y]: Point): boolean => {
  let inside = false;
  let last = ring[ring.length - 1] as Point;
  for (let i = 0; i < ring.length; i++) {
    const here = ring[i] as Point;
    if (here[1] > y !== last[1] > y && x < ((last[0] - here[0]) * (y - here[1])) / (last[1] - here[1]) + here[0])
      inside = !inside;
    last = here;
  }
  return inside;
};

/** The same for a ring that is asked often: most points are outside its bounding box. */
export const containment = (ring: readonly Point[]): ((p: Point) => boolean) => {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return (p) => p[0] >= west && p[0] <= east && p[1] >= south && p[1] <= north && contains(ring, p);
};

export const signedArea = (ring: readonly Point[]): number => {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = at(ring, j);
    const b = at(ring, i);
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return sum / 2;
};

export const centroid = (ring: readonly Point[]): Point => {
  const area = signedArea(ring);
  if (Math.abs(area) < 1) return at(ring, 0);
  let x = 0;
  let y = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = at(ring, j);
    const b = at(ring, i);
    const cross = a[0] * b[1] - b[0] * a[1];
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
  }
  return [x / (6 * area), y / (6 * area)];
};

/** Distance from a point to a segment. */
export const toSegment = (p: Point, a: Point, b: Point): number => {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
  return distance(p, [a[0] + dx * t, a[1] + dy * t]);
};

export const toLine = (p: Point, line: readonly Point[]): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) best = Math.min(best, toSegment(p, at(line, i - 1), at(line, i)));
  return best;
};

/** A smooth line through control points (Catmull–Rom), sampled about every `step` metres. */
export const curve = (controls: readonly Point[], step: number, closed = false): Point[] => {
  const n = controls.length;
  const get = (i: number): Point => at(controls, closed ? (i + n) % n : Math.max(0, Math.min(n - 1, i)));
  const out: Point[] = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [p0, p1, p2, p3] = [get(i - 1), get(i), get(i + 1), get(i + 2)];
    const pieces = Math.max(1, Math.round(distance(p1, p2) / step));
    const axis = (t: number, k: 0 | 1): number =>
      0.5 *
      (2 * p1[k] +
        (p2[k] - p0[k]) * t +
        (2 * p0[k] - 5 * p1[k] + 4 * p2[k] - p3[k]) * t * t +
        (3 * p1[k] - p0[k] - 3 * p2[k] + p3[k]) * t * t * t);
    for (let k = 0; k < pieces; k++) out.push([axis(k / pieces, 0), axis(k / pieces, 1)]);
  }
  if (!closed) out.push(get(n - 1));
  return out;
};

/** The line moved sideways, positive to the left of its direction. */
export const beside = (line: readonly Point[], offset: (index: number) => number): Point[] =>
  line.map((p, i) => {
    const a = at(line, Math.max(0, i - 1));
    const b = at(line, Math.min(line.length - 1, i + 1));
    const d = distance(a, b) || 1;
    const o = offset(i);
    return [p[0] - ((b[1] - a[1]) / d) * o, p[1] + ((b[0] - a[0]) / d) * o];
  });
