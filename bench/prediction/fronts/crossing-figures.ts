import { type Figure, shareFigure } from '../figure.ts';
import { median, type Share, shareOf } from '../tally.ts';
import type { FrontRow } from './front-row.ts';
import type { Storm } from './front-storms.ts';
import type { Look, Track } from './track.ts';

/** Share of the network's customers at which others are to be told. */
const THRESHOLD = 0.05;
const TARGET = { minutes: 10, falsely: 0.05 } as const;
const FEW = 30;

/** How long after the truth the headline, at the lower end of its interval, crosses a threshold, and how often it does so falsely. */
export const crossingFigures = (row: FrontRow): readonly Figure[] => {
  const { network, row: name, isJudged, storms, ours, rules, customers } = row;
  const threshold = THRESHOLD * customers;
  const place = {
    network,
    table: `From the true crossing of ${THRESHOLD * 100} % of all customers to that of the lower end`,
    row: name,
  };
  const late = delays(storms, ours, threshold);
  const falsely = falseCrossings(ours, threshold);
  const minutes = median(late);
  const verdict = late.length < FEW ? 'not enough cases' : minutes <= TARGET.minutes ? 'met' : 'missed';
  return [
    ...(late.length === 0
      ? []
      : [
          {
            ...place,
            column: 'minutes, median',
            unit: 'min',
            better: 'lower',
            ours: minutes,
            rules: median(delays(storms, rules, threshold)),
            band: null,
            count: late.length,
            ...(isJudged ? { target: { text: `≤ ${TARGET.minutes} min`, verdict } as const } : {}),
          } as const,
        ]),
    ...shareFigure(
      { ...place, column: 'false crossings' },
      { ours: falsely, rules: falseCrossings(rules, threshold) },
      isJudged ? { atMost: TARGET.falsely } : {},
    ).map((figure): Figure => ({ ...figure, better: 'lower' })),
  ];
};

const lowerEnd = ({ outlook, shown }: Look): number => outlook?.low ?? shown;

const crossingOf = ({ looks }: Track, threshold: number): Look | undefined =>
  looks.find((look) => lowerEnd(look) >= threshold);

/** Of the storms that truly cross it; never is infinitely late, and too early is not late. */
const delays = (storms: readonly Storm[], tracks: readonly Track[], threshold: number): readonly number[] =>
  storms.flatMap(({ faults }, storm) => {
    let out = 0;
    const fault = faults.find(({ site }) => {
      out += site.customers;
      return out >= threshold;
    });
    if (!fault) return [];
    const crossing = crossingOf(tracks[storm] as Track, threshold);
    return [crossing ? Math.max(0, crossing.minute - fault.at) : Number.POSITIVE_INFINITY];
  });

/** Of the storms in which it is crossed, those in which fewer were out at that look. */
const falseCrossings = (tracks: readonly Track[], threshold: number): Share =>
  shareOf(
    tracks.flatMap((track) => {
      const crossing = crossingOf(track, threshold);
      return crossing ? [crossing.out < threshold] : [];
    }),
  );
