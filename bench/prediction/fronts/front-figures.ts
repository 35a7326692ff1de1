import { quantile } from '../../result.ts';
import { type Figure, shareFigure, verdictOf } from '../figure.ts';
import { RULES } from '../rules-engine.ts';
import { SCORER } from '../scorer-engine.ts';
import { add, NONE, ratio, reliability, type Share, shareOf, wilson } from '../tally.ts';
import type { Storm } from './front-storms.ts';
import { EVERY, FIGURE_MINUTES, lookName } from './looks.ts';
import { headline, type Look, type Place, type Track } from './track.ts';

type Row = { readonly network: string; readonly row: string };

/** What storms of one kind come to, in one row of each table. */
export const frontFigures = (place: Row, storms: readonly Storm[]): readonly Figure[] => {
  const of = (engine: string) => storms.flatMap(({ tracks }) => tracks.filter((track) => track.engine === engine));
  const tracks = { ours: of(SCORER), rules: of(RULES) };
  return [
    ...headlines(place, tracks),
    ...inside(place, tracks.ours),
    ...falls(place, tracks),
    ...changes(place, tracks),
    ...calibration(place, tracks),
  ];
};

type Tracks = { readonly ours: readonly Track[]; readonly rules: readonly Track[] };

const looksAt = (tracks: readonly Track[], minute: number): readonly Look[] =>
  tracks.flatMap(({ looks }) => looks.filter((look) => look.minute === minute));

/** What is stated over what is true; nobody stated counts as one customer. */
const ratioOf = (stated: number, { out }: Look): number => Math.max(1, stated) / out;

const HEADLINES = [
  { name: 'shown', statedIn: ({ shown }: Look) => shown },
  { name: 'expected', statedIn: headline },
] as const;

const headlines = ({ network, row }: Row, { ours, rules }: Tracks): readonly Figure[] =>
  HEADLINES.filter(({ name }) => name === 'shown' || foretells(ours)).flatMap(({ name, statedIn }) =>
    FIGURE_MINUTES.flatMap((minute): readonly Figure[] => {
      const ratios = (tracks: readonly Track[]) => looksAt(tracks, minute).map((look) => ratioOf(statedIn(look), look));
      const errors = (tracks: readonly Track[]) => ratios(tracks).map((times) => Math.exp(Math.abs(Math.log(times))));
      const common = { network, row, column: lookName(minute), unit: 'times' as const, band: null, count: ours.length };
      return [
        {
          ...common,
          table: `Customers ${name} over true: median of the storms`,
          better: 'nearer 1',
          ours: quantile(ratios(ours), 0.5),
          rules: quantile(ratios(rules), 0.5),
        },
        {
          ...common,
          table: `Customers ${name}, times too many or too few: 90th percentile of the storms`,
          better: 'lower',
          ours: quantile(errors(ours), 0.9),
          rules: quantile(errors(rules), 0.9),
        },
      ];
    }),
  );

const foretells = (tracks: readonly Track[]): boolean =>
  tracks.some(({ looks }) => looks.some(({ outlook }) => outlook !== undefined));

const INSIDE = { low: 0.75, high: 0.85 } as const;

/** Whether the truth lies in the interval that is to hold it in eight of ten storms. */
const inside = ({ network, row }: Row, tracks: readonly Track[]): readonly Figure[] =>
  FIGURE_MINUTES.flatMap((minute) => {
    const held = shareOf(
      looksAt(tracks, minute).flatMap(({ outlook, out }) =>
        outlook === undefined ? [] : [outlook.low <= out && out <= outlook.high],
      ),
    );
    const table = 'Storms whose truth lies within the stated 80 % interval';
    return shareFigure({ network, table, row, column: lookName(minute) }, { ours: held }).map((figure) => {
      const [low, high] = wilson(held);
      const isReached = figure.ours >= INSIDE.low && figure.ours <= INSIDE.high;
      const verdict = verdictOf(held.of, isReached, high < INSIDE.low || low > INSIDE.high);
      return { ...figure, target: { text: '75 to 85 %', verdict } };
    });
  });

const FALL = 0.8;
const FALLS = 'Headlines that fall by more than a fifth, and places that change after they were shown';

/** Nothing is restored in these storms, so no headline has a reason to fall by more than a fifth. */
const falls = ({ network, row }: Row, { ours, rules }: Tracks): readonly Figure[] => {
  const between = (tracks: readonly Track[]) =>
    shareOf(tracks.map((track) => steps(track).some(([before, after]) => headline(after) < FALL * headline(before))));
  const below = (tracks: readonly Track[]) =>
    shareOf(
      tracks.map(({ looks }) => {
        let highest = 0;
        return looks.some((look) => {
          highest = Math.max(highest, headline(look));
          return headline(look) < FALL * highest;
        });
      }),
    );
  return [
    ...shareFigure(
      { network, table: FALLS, row, column: 'falls between two looks' },
      { ours: between(ours), rules: between(rules) },
      { atMost: 0.05 },
    ),
    ...shareFigure(
      { network, table: FALLS, row, column: 'falls below its highest' },
      { ours: below(ours), rules: below(rules) },
      { atMost: 0.05 },
    ),
  ];
};

/** Two looks a quarter of a minute apart. */
const steps = ({ looks }: Track): readonly (readonly [Look, Look])[] => {
  const quarterly = looks.filter(({ minute }) => minute % EVERY === 0);
  return quarterly.slice(1).map((look, i) => [quarterly[i] as Look, look]);
};

const keyOf = ({ from, to }: Place): string => `${from}-${to}`;

const changes = ({ network, row }: Row, { ours, rules }: Tracks): readonly Figure[] => {
  const gone = (tracks: readonly Track[]): Share => tracks.map(changedPlaces).reduce(add, NONE);
  return shareFigure(
    { network, table: FALLS, row, column: 'places that change' },
    { ours: gone(ours), rules: gone(rules) },
  ).map((figure) => ({ ...figure, better: 'lower' }));
};

/** Of the places that were ever shown, those that were not shown any more at the next look. */
const changedPlaces = (track: Track): Share => {
  const shown = new Set<string>();
  const changed = new Set<string>();
  for (const [before, after] of steps(track)) {
    const kept = new Set(after.places.map(keyOf));
    for (const key of before.places.map(keyOf)) {
      shown.add(key);
      if (!kept.has(key)) changed.add(key);
    }
  }
  return { right: changed.size, of: shown.size };
};

/** A gap less half its band may be as large as this, with as many cases. */
const GAP = { most: 0.05, leastCases: 300 } as const;

const calibration = ({ network, row }: Row, { ours, rules }: Tracks): readonly Figure[] =>
  FIGURE_MINUTES.flatMap((minute): readonly Figure[] => {
    const places = (tracks: readonly Track[]) => looksAt(tracks, minute).flatMap((look) => look.places);
    const [mine, theirs] = [places(ours), places(rules)];
    const right = (some: readonly Place[]) => shareOf(some.map((one) => one.right));
    const [low, high] = wilson(right(mine));
    const half = (high - low) / 2;
    const gap = gapOf(mine);
    const column = lookName(minute);
    const isEnough = mine.length >= GAP.leastCases;
    const verdict = isEnough ? verdictOf(mine.length, gap - half <= GAP.most, true) : 'not enough cases';
    return [
      {
        network,
        table: 'Stated probability less how often it held, mean distance',
        row,
        column,
        unit: '',
        better: 'lower',
        ours: gap,
        rules: gapOf(theirs),
        band: [gap - half, gap + half],
        count: mine.length,
        target: { text: `≤ ${GAP.most} less half the band`, verdict },
      },
      {
        network,
        table: 'Devices shown that are right',
        row,
        column,
        unit: '%',
        better: 'higher',
        ours: ratio(right(mine)),
        rules: ratio(right(theirs)),
        band: null,
        count: mine.length,
      },
    ];
  });

const gapOf = (places: readonly Place[]): number =>
  places.length === 0
    ? Number.NaN
    : reliability(places.map(({ probability, right }) => ({ probability, right, weight: 1 }))).gap;
