import { distanceFigure, type Figure, shareFigure, verdictOf } from './figure.ts';
import { EXACT } from './oracle-engine.ts';
import { RULES } from './rules-engine.ts';
import type { Sample } from './sample.ts';
import { SCORER } from './scorer-engine.ts';
import { SHARES } from './single-faults.ts';
import { median, reliability, type Share, shareOf } from './tally.ts';
import { KINDS, type Kind } from './world.ts';

const JUDGED = [5, 10, 60] as const;
/** Right at ten minutes, one call in ten. */
const RIGHT_AT_TEN: Partial<Record<Kind, number>> = { breaker: 0.95, recloser: 0.88, fuse: 0.44, transformer: 0.16 };
const CALLERS = [
  { name: '1', from: 1, to: 1 },
  { name: '2', from: 2, to: 2 },
  { name: '3–4', from: 3, to: 4 },
  { name: '5–9', from: 5, to: 9 },
  { name: '10–19', from: 10, to: 19 },
  { name: '20 +', from: 20, to: Number.POSITIVE_INFINITY },
] as const;
const RIGHT_BY_CALLERS: Partial<Record<Kind, readonly (number | undefined)[]>> = {
  fuse: [undefined, 0.84, 0.92, 0.95, 0.97, 0.99],
  recloser: [undefined, 0.65, 0.83, 0.87, 0.95, 0.98],
  breaker: [undefined, 0.65, 0.73, 0.8, 0.93, 0.98],
  transformer: [undefined, 0.8, 0.84, 0.9, 0.94, undefined],
};
export const shareName = (share: number): string => `p = ${Math.round(share * 100)} %`;

type About = { readonly network: string; readonly isCity: boolean; readonly samples: readonly Sample[] };

/** What single faults that are known by calls alone come to. */
export const singleFigures = (about: About): readonly Figure[] => [
  ...rightByTime(about),
  ...precision(about),
  ...distances(about),
  ...statedProbability(about),
  ...rightByCallers(about),
  ...timeToRight(about),
];

const of = (samples: readonly Sample[], engine: string, where: (sample: Sample) => boolean): readonly Sample[] =>
  samples.filter((sample) => sample.engine === engine && where(sample));

const rightOf = (samples: readonly Sample[]): Share => shareOf(samples.map(({ right }) => right));
const preciseOf = (samples: readonly Sample[]): Share =>
  shareOf(samples.flatMap(({ shown }) => shown.map(({ right }) => right)));

const three = (
  samples: readonly Sample[],
  shareIn: (samples: readonly Sample[]) => Share,
  where: (sample: Sample) => boolean,
) => ({
  ours: shareIn(of(samples, SCORER, where)),
  rules: shareIn(of(samples, RULES, where)),
  exact: shareIn(of(samples, EXACT, where)),
});

const rightByTime = ({ network, isCity, samples }: About): readonly Figure[] =>
  KINDS.flatMap((kind) =>
    SHARES.flatMap((share) =>
      JUDGED.flatMap((minute) => {
        const atLeast = isCity && share === 0.1 && minute === 10 ? RIGHT_AT_TEN[kind] : undefined;
        return shareFigure(
          {
            network,
            table: 'One fault, calls only: right after 5 · 10 · 60 min',
            row: kind,
            column: shareName(share),
            detail: `${minute} min`,
          },
          three(
            samples,
            rightOf,
            (sample) => sample.kind === kind && sample.share === share && sample.minute === minute,
          ),
          atLeast === undefined ? {} : { atLeast },
        );
      }),
    ),
  );

const precision = ({ network, isCity, samples }: About): readonly Figure[] => {
  const table = 'One fault, calls only: right after 5 · 10 · 60 min';
  return SHARES.flatMap((share) =>
    JUDGED.flatMap((minute) => {
      // Where two in a hundred call, a network of few large transformers leaves less to go by than a city.
      const low = isCity ? 0.82 : 0.78;
      const target = minute === 10 ? { atLeast: share === 0.02 ? low : 0.9 } : {};
      const here = (sample: Sample) => sample.share === share && sample.minute === minute;
      return shareFigure(
        { network, table, row: 'precision of devices shown', column: shareName(share), detail: `${minute} min` },
        three(samples, preciseOf, here),
        target,
      );
    }),
  );
};

const distances = ({ network, samples }: About): readonly Figure[] =>
  KINDS.flatMap((kind) => {
    const here = (sample: Sample) => sample.kind === kind && sample.minute === 10;
    const ours = of(samples, SCORER, here);
    const exact = of(samples, EXACT, here);
    const pairs = ours.map(({ right }, i) => ({ ours: right, exact: exact[i]?.right === true }));
    const place = {
      network,
      table: 'Distance to the exact posterior, 10 min, all p, points',
      row: 'calls only',
      column: kind,
    };
    return distanceFigure(place, pairs, 0.02);
  });

const statedProbability = ({ network, samples }: About): readonly Figure[] => {
  const stated = of(samples, SCORER, ({ minute }) => minute === 10).flatMap(({ shown }) =>
    shown.map(({ probability, right }) => ({ probability, right, weight: 1 })),
  );
  return reliabilityFigures(network, 'calls only, 10 min, all p', stated, { gap: 0.05, leastCases: 500 });
};

/** Brier score and mean gap of what is shown, and the curve behind them. */
export const reliabilityFigures = (
  network: string,
  row: string,
  stated: readonly { readonly probability: number; readonly right: boolean; readonly weight: number }[],
  target: { readonly gap: number; readonly leastCases: number },
): readonly Figure[] => {
  if (stated.length === 0) return [];
  const { brier, gap, count, bins } = reliability(stated);
  const table = 'Stated probability of the devices shown';
  const common = { network, table, row, unit: '' as const, better: 'lower' as const, band: null };
  const verdict =
    count < target.leastCases ? 'not enough cases' : verdictOf(count, gap <= target.gap, gap > target.gap);
  return [
    { ...common, column: 'Brier score', ours: brier, count },
    { ...common, column: 'mean gap', ours: gap, count, target: { text: `≤ ${target.gap}`, verdict } },
    ...bins.flatMap((bin): readonly Figure[] => {
      const shown = { right: Math.round(bin.true * bin.count), of: bin.count };
      const column = `stated ${percentOf(bin.from)}–${percentOf(bin.to)} %`;
      return shareFigure({ network, table, row, column }, { ours: shown });
    }),
  ];
};

const percentOf = (share: number): number => Math.min(100, Math.round(share * 100));

const rightByCallers = ({ network, isCity, samples }: About): readonly Figure[] =>
  (['breaker', 'recloser', 'fuse', 'transformer'] as const).flatMap((kind) =>
    CALLERS.flatMap(({ name, from, to }, i) => {
      const inBucket = ({ callers }: Sample) => callers >= from && callers <= to;
      const here = (sample: Sample) =>
        sample.kind === kind &&
        (JUDGED as readonly number[]).includes(sample.minute) &&
        (kind !== 'transformer' || sample.share >= 0.1) &&
        inBucket(sample);
      const atLeast = isCity ? RIGHT_BY_CALLERS[kind]?.[i] : undefined;
      return shareFigure(
        {
          network,
          table: 'Right by number of callers, calls only, all p (transformer: p ≥ 10 %)',
          row: kind,
          column: name,
        },
        three(firstOfEach(samples.filter(here)), rightOf, () => true),
        atLeast === undefined ? {} : { atLeast },
      );
    }),
  );

/** Each fault counts once in a bucket: at the first of the times. */
const firstOfEach = (samples: readonly Sample[]): readonly Sample[] => {
  const seen = new Set<string>();
  return samples.filter(({ engine, fault }) => {
    const key = `${engine}|${fault}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

const timeToRight = ({ network, samples }: About): readonly Figure[] =>
  (['breaker', 'recloser', 'fuse', 'transformer'] as const).flatMap((kind) =>
    SHARES.flatMap((share): readonly Figure[] => {
      const times = (engine: string) => {
        const first = new Map<string, number>();
        for (const { fault, right, minute } of of(samples, engine, (one) => one.kind === kind && one.share === share)) {
          const known = first.get(fault) ?? Number.POSITIVE_INFINITY;
          first.set(fault, right ? Math.min(known, minute) : known);
        }
        return [...first.values()];
      };
      const ours = times(SCORER);
      if (ours.length === 0) return [];
      return [
        {
          network,
          table: 'Minutes until the right answer, median',
          row: kind,
          column: shareName(share),
          unit: 'min',
          better: 'lower',
          ours: median(ours),
          rules: median(times(RULES)),
          band: null,
          count: ours.length,
        },
      ];
    }),
  );
