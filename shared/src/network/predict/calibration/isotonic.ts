import type { Correction } from '../../../rules/prediction-parameters.ts';
import { corrected } from './correct.ts';

/** A probability that was stated, and whether it held. */
export type Statement = { readonly stated: number; readonly right: boolean };

/**
 * The monotone map that fits statements best in least squares: neighbours that would fall are pooled (pool adjacent violators, Ayer et al.
 * 1955). One point for each pool, at its mean statement. Empty for no statements.
 */
export const isotonicMap = (statements: readonly Statement[]): Correction => {
  const pools: { count: number; stated: number; right: number }[] = [];
  for (const { stated, right } of [...statements].sort((a, b) => a.stated - b.stated)) {
    const last = pools.at(-1);
    if (last && last.stated / last.count === stated) {
      last.count++;
      last.stated += stated;
      last.right += right ? 1 : 0;
    } else pools.push({ count: 1, stated, right: right ? 1 : 0 });
    for (let top = pools.at(-1), below = pools.at(-2); top && below && falls(below, top); ) {
      below.count += top.count;
      below.stated += top.stated;
      below.right += top.right;
      pools.pop();
      top = pools.at(-1);
      below = pools.at(-2);
    }
  }
  return thinned(pools.map(({ count, stated, right }) => ({ stated: stated / count, observed: right / count })));
};

type Pool = { readonly count: number; readonly right: number };
const falls = (below: Pool, above: Pool): boolean => below.right / below.count >= above.right / above.count;

const MOST_POINTS = 50;

const thinned = (points: Correction): Correction =>
  points.length <= MOST_POINTS
    ? points
    : points.filter((_, i) => i === points.length - 1 || i % Math.ceil(points.length / MOST_POINTS) === 0);

/** First one correction, then the other. */
export const composed = (first: Correction, second: Correction): Correction =>
  first.length === 0
    ? second
    : Array.from({ length: 41 }, (_, i) => ({ stated: i / 40, observed: corrected(second, corrected(first, i / 40)) }));

/** One bin of a reliability curve. */
export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean of what was stated, and the share that held. */
  readonly stated: number;
  readonly observed: number;
};

/** Tenths of the stated probability, those without statements left out. */
export const reliabilityCurve = (statements: readonly Statement[]): ReliabilityBin[] =>
  Array.from({ length: 10 }, (_, bin) => {
    const inside = statements.filter(({ stated }) => Math.min(9, Math.floor(stated * 10)) === bin);
    return {
      from: bin / 10,
      to: (bin + 1) / 10,
      count: inside.length,
      stated: inside.reduce((sum, { stated }) => sum + stated, 0) / inside.length,
      observed: inside.filter(({ right }) => right).length / inside.length,
    };
  }).filter(({ count }) => count > 0);

/** Mean distance between what was stated and what held, over the bins, by their count. 0 for no statements. */
export const reliabilityGap = (statements: readonly Statement[]): number =>
  reliabilityCurve(statements).reduce(
    (sum, { count, stated, observed }) => sum + (count / statements.length) * Math.abs(stated - observed),
    0,
  );
