import { quantile } from '../../result.ts';
import { type Figure, verdictOf } from '../figure.ts';
import { ratio, shareOf, wilson } from '../tally.ts';
import { type FrontRow, judged, looksAt, valuesOf } from './front-row.ts';
import { FIGURE_MINUTES, lookName } from './looks.ts';
import { headline, type Look, type Track } from './track.ts';

/** Customers out as stated, over those who are. */
export const headlineFigures = (row: FrontRow): readonly Figure[] => [
  ...ratios(row, { what: 'shown', statedIn: ({ shown }) => shown }),
  ...(foretells([...row.ours, ...row.exact]) ? ratios(row, { what: 'expected', statedIn: headline }) : []),
  ...within(row),
];

const foretells = (tracks: readonly Track[]): boolean =>
  tracks.some(({ looks }) => looks.some(({ outlook }) => outlook !== undefined));

type Stated = { readonly what: string; readonly statedIn: (look: Look) => number };

/** By five minutes, where ten places and more broke and calls alone are heard. */
const MEDIAN = { low: 0.8, high: 1.2, minute: 5, leastPlaces: 10 } as const;
const FEW = 30;

const ratios = (row: FrontRow, { what, statedIn }: Stated): readonly Figure[] =>
  FIGURE_MINUTES.flatMap((minute): readonly Figure[] => {
    // Nobody stated counts as one customer.
    const times = (tracks: readonly Track[]) =>
      looksAt(tracks, minute).map((look) => Math.max(1, statedIn(look)) / look.out);
    const errors = (tracks: readonly Track[]) => times(tracks).map((one) => Math.max(one, 1 / one));
    const middle = valuesOf(row, (tracks) => quantile(times(tracks), 0.5));
    const { network, row: name } = row;
    const common = { network, row: name, column: lookName(minute), unit: 'times', band: null } as const;
    const count = row.ours.length;
    const isAim = what === 'expected' && minute === MEDIAN.minute && isMeant(row, minute);
    const isReached = middle.ours >= MEDIAN.low && middle.ours <= MEDIAN.high;
    const verdict = count < FEW ? 'not enough cases' : isReached ? 'met' : 'missed';
    return [
      {
        ...common,
        table: `Customers ${what} over true: median of the storms`,
        better: 'nearer 1',
        ...middle,
        count,
        ...(isAim ? judged(row, { text: `${MEDIAN.low} to ${MEDIAN.high}`, verdict }) : {}),
      },
      {
        ...common,
        table: `Customers ${what}, times too many or too few: 90th percentile of the storms`,
        better: 'lower',
        ...valuesOf(row, (tracks) => quantile(errors(tracks), 0.9)),
        count,
      },
    ];
  });

const HELD = { low: 0.75, high: 0.85 } as const;

/** What is aimed at: ten places and more, known by calls alone, after minutes and not seconds. */
const isMeant = ({ front }: FrontRow, minute: number): boolean =>
  front.places >= MEDIAN.leastPlaces && (minute === 2 || minute === 5);

/** Whether the truth lies in the interval that is to hold it in eight of ten storms. */
const within = (row: FrontRow): readonly Figure[] =>
  FIGURE_MINUTES.flatMap((minute): readonly Figure[] => {
    const heldBy = (tracks: readonly Track[]) =>
      shareOf(
        looksAt(tracks, minute).flatMap(({ outlook, out }) =>
          outlook === undefined ? [] : [outlook.low <= out && out <= outlook.high],
        ),
      );
    const ours = heldBy(row.ours);
    const exact = heldBy(row.exact);
    const [low, high] = wilson(ours);
    if (ours.of + exact.of === 0) return [];
    const isReached = ratio(ours) >= HELD.low && ratio(ours) <= HELD.high;
    const verdict = verdictOf(ours.of, isReached, high < HELD.low || low > HELD.high);
    return [
      {
        network: row.network,
        table: 'Storms whose truth lies within the stated 80 % interval',
        row: row.row,
        column: lookName(minute),
        unit: '%',
        better: 'nearer 1',
        ours: ratio(ours),
        band: [low, high],
        count: ours.of,
        ...(exact.of > 0 ? { exact: ratio(exact) } : {}),
        ...(isMeant(row, minute) && ours.of > 0 ? judged(row, { text: '75 to 85 %', verdict }) : {}),
      },
    ];
  });
