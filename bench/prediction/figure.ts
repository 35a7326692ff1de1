import { ratio, type Share, wilson } from './tally.ts';

export type Verdict = 'met' | 'missed' | 'not enough cases';
export type Target = { readonly text: string; readonly verdict: Verdict };

/** One measured figure with what it is compared with. Shares are from 0 to 1. */
export type Figure = {
  readonly network: string;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** What tells figures of one cell apart, such as the time. */
  readonly detail?: string;
  readonly unit: '%' | 'min' | 'points' | 'times' | '';
  readonly better: 'higher' | 'lower' | 'nearer 1';
  readonly ours: number;
  /** 95 % interval, and the cases it rests on. */
  readonly band: readonly [number, number] | null;
  readonly count: number;
  readonly rules?: number;
  readonly exact?: number;
  readonly target?: Target;
};

type Place = Pick<Figure, 'network' | 'table' | 'row' | 'column' | 'detail'>;

/** A share of cases, ours beside the others'; nothing where there was no case. */
export const shareFigure = (
  place: Place,
  { ours, rules, exact }: { readonly ours: Share; readonly rules?: Share; readonly exact?: Share },
  target: { readonly atLeast?: number; readonly atMost?: number } = {},
): readonly Figure[] => {
  if (ours.of === 0 && (rules?.of ?? 0) === 0) return [];
  return [
    {
      ...place,
      unit: '%',
      better: target.atMost === undefined ? 'higher' : 'lower',
      ours: ratio(ours),
      band: wilson(ours),
      count: ours.of,
      ...(rules ? { rules: ratio(rules) } : {}),
      ...(exact ? { exact: ratio(exact) } : {}),
      ...targetOf(ours, target),
    },
  ];
};

/** With fewer cases than this, a share is not held against a target. */
const FEW = 30;

const targetOf = (
  ours: Share,
  { atLeast, atMost }: { readonly atLeast?: number; readonly atMost?: number },
): { target?: Target } => {
  const [low, high] = wilson(ours);
  if (atLeast !== undefined)
    return {
      target: { text: `≥ ${percent(atLeast)} %`, verdict: verdictOf(ours.of, ratio(ours) >= atLeast, high < atLeast) },
    };
  if (atMost !== undefined)
    return {
      target: { text: `≤ ${percent(atMost)} %`, verdict: verdictOf(ours.of, ratio(ours) <= atMost, low > atMost) },
    };
  return {};
};

/** Met where the figure reaches the target; missed where its whole band does not; in between there are not enough cases to say. */
export const verdictOf = (count: number, isReached: boolean, isBandBeyond: boolean): Verdict => {
  if (count < FEW) return 'not enough cases';
  if (isReached) return 'met';
  return isBandBeyond ? 'missed' : 'not enough cases';
};

/** How far we are from the exact posterior on the same faults, in shares, with a 95 % interval for paired outcomes. */
export const distanceFigure = (
  place: Place,
  pairs: readonly { readonly ours: boolean; readonly exact: boolean }[],
  within: number,
): readonly Figure[] => {
  const count = pairs.length;
  if (count === 0) return [];
  const better = pairs.filter(({ ours, exact }) => ours && !exact).length;
  const worse = pairs.filter(({ ours, exact }) => !ours && exact).length;
  const mean = (better - worse) / count;
  const half = (1.96 * Math.sqrt(Math.max(1, better + worse - count * mean * mean))) / count;
  const text = `≥ −${percent(within)} points`;
  return [
    {
      ...place,
      unit: 'points',
      better: 'higher',
      ours: mean,
      band: [mean - half, mean + half],
      count,
      target: { text, verdict: verdictOf(count, mean >= -within, mean + half < -within) },
    },
  ];
};

export const percent = (share: number): string => (Number.isNaN(share) ? '–' : String(Math.round(share * 100)));
