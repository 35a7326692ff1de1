/** Collects the paths of one feature in tile units, clipped to a square and thinned. */
export type Paths = {
  readonly segment: (ax: number, ay: number, bx: number, by: number) => void;
  /** Each path as x, y, x, y, …; paths that shrank to one place are left out. */
  readonly taken: () => readonly (readonly number[])[];
};

/** Segments that follow on each other make one path. `min` and `max` bound the square on both axes. */
export const pathMaker = (min: number, max: number, tolerance: number): Paths => {
  const paths: number[][] = [];
  let path: number[] | undefined;

  const segment = (ax: number, ay: number, bx: number, by: number) => {
    const clipped = isInside(ax, ay) && isInside(bx, by) ? FULL : clip(ax, ay, bx, by);
    if (!clipped) return;
    const [from, to] = clipped;
    const x = Math.round(ax + (bx - ax) * from);
    const y = Math.round(ay + (by - ay) * from);
    if (!path || path.at(-2) !== x || path.at(-1) !== y) {
      path = [x, y];
      paths.push(path);
    }
    path.push(Math.round(ax + (bx - ax) * to), Math.round(ay + (by - ay) * to));
  };

  const isInside = (x: number, y: number) => x >= min && x <= max && y >= min && y <= max;

  /** Liang–Barsky: the part of the segment inside the square, as shares of its length. */
  const clip = (ax: number, ay: number, bx: number, by: number): readonly [number, number] | undefined => {
    let from = 0;
    let to = 1;
    for (const [start, step] of [[ax, bx - ax] as const, [ay, by - ay] as const]) {
      if (step === 0) {
        if (start < min || start > max) return undefined;
        continue;
      }
      const enter = ((step > 0 ? min : max) - start) / step;
      const leave = ((step > 0 ? max : min) - start) / step;
      from = Math.max(from, enter);
      to = Math.min(to, leave);
      if (from > to) return undefined;
    }
    return [from, to];
  };

  const taken = () => paths.map((one) => thinned(one, tolerance)).filter((one) => one.length >= 4);

  return { segment, taken };
};

const FULL = [0, 1] as const;

/** Keeps both ends, and every vertex at least `tolerance` away from the last kept one. */
const thinned = (path: readonly number[], tolerance: number): number[] => {
  const kept = [path[0] as number, path[1] as number];
  const last = path.length - 2;
  for (let i = 2; i <= last; i += 2) {
    const dx = (path[i] as number) - (kept.at(-2) as number);
    const dy = (path[i + 1] as number) - (kept.at(-1) as number);
    const near = dx * dx + dy * dy < tolerance * tolerance;
    if (i < last ? near : dx === 0 && dy === 0) continue;
    kept.push(path[i] as number, path[i + 1] as number);
  }
  return kept;
};
