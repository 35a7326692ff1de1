import { DELAY_LAWS } from './delay-laws.ts';
import { type Front, ORDINARY } from './front.ts';
import { TELEMETRY } from './front-telemetry.ts';

/** Fronts that are told of together: each in a row, and those of one number of places once more as one. */
export type Fronts = { readonly isPooled: boolean; readonly fronts: readonly Front[] };

const PLACES = [1, 3, 10, 30, 60] as const;
const COVERAGES = [0, 0.3, 0.9] as const;
const [SLOW, QUICK] = DELAY_LAWS;
/** Records as wrong as this are the most that is asked of the likelihood. */
const BAD_RECORDS = 0.1;

/** Known by calls alone, by the number of places and by how soon customers call. */
export const callsOnly: Fronts = {
  isPooled: true,
  fronts: PLACES.flatMap((places) => DELAY_LAWS.map((delay): Front => ({ ...ORDINARY, places, delay }))),
};

/** The same places on few feeders. */
const gathered = (places: readonly number[]): readonly Front[] =>
  places.flatMap((some) =>
    DELAY_LAWS.map((delay): Front => ({ ...ORDINARY, places: some, delay, passing: 'neighbouring feeders' })),
  );

const heardOtherwise = (places: readonly number[], coverages: readonly number[]): readonly Front[] =>
  places.flatMap((some) =>
    TELEMETRY.flatMap((telemetry) =>
      coverages
        .filter((coverage) => telemetry !== 'none' || coverage > 0)
        .map((coverage): Front => ({ ...ORDINARY, places: some, delay: QUICK, coverage, telemetry })),
    ),
  );

const badRecords = (places: readonly number[]): readonly Front[] =>
  places.map((some) => ({ ...ORDINARY, places: some, delay: SLOW, wrongRecords: BAD_RECORDS }));

/** What every run measures, and what the tables of the documentation show. */
export const measuredFronts = (isFull: boolean): readonly Fronts[] => [
  callsOnly,
  { isPooled: isFull, fronts: gathered(isFull ? [10, 30, 60] : [10]) },
  {
    isPooled: false,
    fronts: isFull ? heardOtherwise([1, 10, 30], COVERAGES) : heardOtherwise([10], [0, 0.9]),
  },
  { isPooled: false, fronts: badRecords(isFull ? [1, 10, 30] : [10]) },
];

/** Where the exact posterior is added up, records are right: it could not be exact otherwise. */
export const countable: Fronts = {
  isPooled: true,
  fronts: DELAY_LAWS.flatMap((delay) =>
    [1, 2, 3].map((places): Front => ({ ...ORDINARY, places, delay, wrongRecords: 0 })),
  ),
};
