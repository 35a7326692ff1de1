/** Cases that went right, of how many. */
export type Share = { readonly right: number; readonly of: number };

export const NONE: Share = { right: 0, of: 0 };
export const add = (a: Share, b: Share): Share => ({ right: a.right + b.right, of: a.of + b.of });
export const shareOf = (outcomes: readonly boolean[]): Share => ({
  right: outcomes.filter(Boolean).length,
  of: outcomes.length,
});
export const ratio = ({ right, of }: Share): number => right / of;

const Z95 = 1.959964;

/** 95 % interval of a share after Wilson (1927). */
export const wilson = ({ right, of }: Share): readonly [low: number, high: number] => {
  if (of === 0) return [0, 1];
  const p = right / of;
  const z2 = (Z95 * Z95) / of;
  const middle = (p + z2 / 2) / (1 + z2);
  const half = (Z95 / (1 + z2)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
};

/** A probability that was stated, and what came of it. `weight`: how many cases of the real mixture it stands for. */
export type Stated = { readonly probability: number; readonly right: boolean; readonly weight: number };

/** Where a probability is cut for a reliability curve; predictions are shown from one half on. */
const BINS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97, 1.0001] as const;

export type Reliability = {
  readonly brier: number;
  /** Mean distance between what was stated and what came true, over the bins, each as heavy as its cases. */
  readonly gap: number;
  readonly count: number;
  readonly bins: readonly {
    readonly from: number;
    readonly to: number;
    readonly stated: number;
    readonly true: number;
    readonly count: number;
  }[];
};

export const reliability = (cases: readonly Stated[]): Reliability => {
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (some: readonly Stated[], figureOf: (stated: Stated) => number) =>
    some.reduce((sum, stated) => sum + stated.weight * figureOf(stated), 0) /
    some.reduce((sum, { weight }) => sum + weight, 0);
  const bins = BINS.slice(0, -1).flatMap((from, i) => {
    const inside = cases.filter(({ probability }) => probability >= from && probability < (BINS[i + 1] as number));
    if (inside.length === 0) return [];
    const weight = inside.reduce((sum, stated) => sum + stated.weight, 0);
    return {
      from,
      to: BINS[i + 1] as number,
      stated: mean(inside, ({ probability }) => probability),
      true: mean(inside, ({ right }) => (right ? 1 : 0)),
      count: inside.length,
      weight,
    };
  });
  return {
    brier: mean(cases, ({ probability, right }) => (probability - (right ? 1 : 0)) ** 2),
    gap: bins.reduce((sum, bin) => sum + (bin.weight / total) * Math.abs(bin.stated - bin.true), 0),
    count: cases.length,
    bins: bins.map(({ weight: _, ...bin }) => bin),
  };
};

/** The middle value; infinity stands for never. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
