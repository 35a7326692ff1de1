import { type Figure, shareFigure } from '../figure.ts';
import { add, NONE, type Share, shareOf } from '../tally.ts';
import type { FrontRow } from './front-row.ts';
import { EVERY, FIGURE_MINUTES } from './looks.ts';
import { headline, type Look, type Place, type Track } from './track.ts';

const FALL = 0.8;
const MOST_FALLING = 0.05;

/** Nothing is restored in these storms: no headline has a reason to fall, and no place that holds has one to change. */
export const steadinessFigures = ({ network, row, isJudged, ours, rules, exact }: FrontRow): readonly Figure[] => {
  const place = {
    network,
    table: 'Headlines that fall by more than a fifth, and places that change after they were shown',
    row,
  };
  const target = isJudged ? { atMost: MOST_FALLING } : {};
  const all = (shareIn: (tracks: readonly Track[]) => Share) => ({ ours: shareIn(ours), rules: shareIn(rules) });
  const figures = [
    ...shareFigure({ ...place, column: 'falls between two looks' }, all(falling), target),
    ...shareFigure({ ...place, column: 'falls below its highest' }, all(fallen), target),
    ...shareFigure(
      { ...place, column: 'falls below its highest, of six looks' },
      {
        ours: fallenOfSix(ours),
        rules: fallenOfSix(rules),
        ...(exact.length > 0 ? { exact: fallenOfSix(exact) } : {}),
      },
    ),
    ...shareFigure({ ...place, column: 'places that change' }, all(changed)),
  ];
  return figures.map((figure) => ({ ...figure, better: 'lower' }));
};

const falling = (tracks: readonly Track[]): Share =>
  shareOf(tracks.map((track) => steps(track).some(([before, after]) => headline(after) < FALL * headline(before))));

const fallen = (tracks: readonly Track[]): Share =>
  shareOf(
    tracks.map(({ looks }) => {
      let highest = 0;
      return looks.some((look) => {
        highest = Math.max(highest, headline(look));
        return headline(look) < FALL * highest;
      });
    }),
  );

/** The exact posterior is asked so seldom. */
const fallenOfSix = (tracks: readonly Track[]): Share =>
  fallen(
    tracks.map((track) => ({
      ...track,
      looks: track.looks.filter(({ minute }) => FIGURE_MINUTES.some((one) => one === minute)),
    })),
  );

/** Two looks a quarter of a minute apart. */
const steps = ({ looks }: Track): readonly (readonly [Look, Look])[] => {
  const quarterly = looks.filter(({ minute }) => minute % EVERY === 0);
  return quarterly.slice(1).map((look, i) => [quarterly[i] as Look, look]);
};

const changed = (tracks: readonly Track[]): Share => tracks.map(changedIn).reduce(add, NONE);

/** Of the places that were ever shown, those that were not shown any more at the next look. */
const changedIn = (track: Track): Share => {
  const keyOf = ({ from, to }: Place): string => `${from}-${to}`;
  const shown = new Set<string>();
  const gone = new Set<string>();
  for (const [before, after] of steps(track)) {
    const kept = new Set(after.places.map(keyOf));
    for (const key of before.places.map(keyOf)) {
      shown.add(key);
      if (!kept.has(key)) gone.add(key);
    }
  }
  return { right: gone.size, of: shown.size };
};
