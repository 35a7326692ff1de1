import { writeFileSync } from 'node:fs';

/** One measured figure beside a baseline of the same run. `ratio` > 1 means that ours is better. */
export type BenchResult = {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: { readonly name: string; readonly value: number };
  readonly ratio: number;
  readonly samples: number;
  readonly settings: Readonly<Record<string, string | number>>;
};

/** A figure of which more is better, such as events a second. */
export const higherIsBetter = (result: Omit<BenchResult, 'ratio'>): BenchResult => ({
  ...result,
  ratio: result.ours / result.baseline.value,
});

/** A figure of which less is better, such as a latency. */
export const lowerIsBetter = (result: Omit<BenchResult, 'ratio'>): BenchResult => ({
  ...result,
  ratio: result.baseline.value / result.ours,
});

export const printResult = ({ name, unit, ours, baseline, ratio, samples }: BenchResult): void => {
  console.log(
    `${name.padEnd(52)} ${figure(ours)} ${unit}   ${baseline.name} ${figure(baseline.value)} ${unit}   ratio ${ratio.toFixed(2)}   n=${samples}`,
  );
};

export const writeResults = (file: string, results: readonly BenchResult[]): void =>
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);

const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

/** The value below which `share` (0 to 1) of the samples lie. */
export const quantile = (samples: ArrayLike<number>, share: number): number => {
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};
