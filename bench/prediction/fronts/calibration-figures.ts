import { type Figure, verdictOf } from '../figure.ts';
import { ratio, reliability, shareOf, wilson } from '../tally.ts';
import { type FrontRow, judged, looksAt, valuesOf } from './front-row.ts';
import { FIGURE_MINUTES, lookName } from './looks.ts';
import type { Place, Track } from './track.ts';

/** A gap less half its band may be as large as this, with as many cases, of several places. */
const GAP = { most: 0.05, leastCases: 300, leastPlaces: 3 } as const;

/** Whether what is stated of the devices shown comes true as often: exactly their customers are out together. */
export const calibrationFigures = (row: FrontRow): readonly Figure[] =>
  FIGURE_MINUTES.flatMap((minute): readonly Figure[] => {
    const places = (tracks: readonly Track[]) => looksAt(tracks, minute).flatMap((look) => look.places);
    const right = (tracks: readonly Track[]) => shareOf(places(tracks).map((one) => one.right));
    const gaps = valuesOf(row, (tracks) => gapOf(places(tracks)));
    const [low, high] = wilson(right(row.ours));
    const half = (high - low) / 2;
    const count = places(row.ours).length;
    const reached = verdictOf(count, gaps.ours - half <= GAP.most, true);
    const verdict = count < GAP.leastCases ? 'not enough cases' : reached;
    const { network, row: name } = row;
    const common = { network, row: name, column: lookName(minute), count } as const;
    return [
      {
        ...common,
        table: 'Stated probability less how often it held, mean distance',
        unit: '',
        better: 'lower',
        ...gaps,
        band: count === 0 ? null : [gaps.ours - half, gaps.ours + half],
        ...(row.front.places < GAP.leastPlaces
          ? {}
          : judged(row, { text: `≤ ${GAP.most} less half the band`, verdict })),
      },
      {
        ...common,
        table: 'Devices shown that are right',
        unit: '%',
        better: 'higher',
        ...valuesOf(row, (tracks) => ratio(right(tracks))),
        band: null,
      },
    ];
  });

const gapOf = (places: readonly Place[]): number =>
  places.length === 0
    ? Number.NaN
    : reliability(places.map(({ probability, right }) => ({ probability, right, weight: 1 }))).gap;
