import { NARROW_SPREAD } from '@relight/shared/rules/prediction-parameters';
import { feederWorlds } from './feeder-worlds.ts';
import type { Figure } from './figure.ts';
import { ASKING, nestedFaults } from './nested-faults.ts';
import { DEMO_CITY, SYNTHETIC_CITY } from './networks/networks.ts';
import { meterFigures, nestedFigures, togetherFigures, wrongFigures } from './other-figures.ts';
import { type Misled, scorerWith } from './scorer-engine.ts';
import { faultsOnOneFeeder, STORM, storms, TOGETHER } from './several-faults.ts';
import { type Changes, singleFaults } from './single-faults.ts';
import { shareName, singleFigures } from './single-figures.ts';
import { faultsWithMeters } from './with-meters.ts';
import type { World } from './world.ts';

export type Plan = {
  readonly seed: number;
  /** Faults of each kind and share of callers; the other scenarios take their number from it. */
  readonly faults: number;
  readonly onProgress: (step: string) => void;
};

/** Everything that is measured on one network. Cities get all scenarios, other networks single faults and meters. */
export const measure = (world: World, plan: Plan): readonly Figure[] => {
  const { name: network } = world;
  const isCity = network === SYNTHETIC_CITY || network === DEMO_CITY;
  const feeders = feederWorlds(world);
  const { seed, faults, onProgress } = plan;
  const step = <T>(what: string, run: () => T): T => {
    onProgress(`${network}: ${what}`);
    return run();
  };
  const scorer = scorerWith();
  const figures = [
    ...step('single faults, calls only', () =>
      singleFigures({ network, isCity, samples: singleFaults({ feeders, seed, faults, scorer }) }),
    ),
    ...step('single faults with meters', () =>
      meterFigures(network, isCity, faultsWithMeters({ feeders, seed, faults, scorer })),
    ),
  ];
  const cases = network === SYNTHETIC_CITY ? WRONG : [WRONG_RECORDS];
  const mistaken = step('wrong parameters and data', () => wrong(network, feeders, plan, cases));
  if (!isCity) return [...figures, ...mistaken];
  return [
    ...figures,
    ...step('several faults on one feeder', () => several(world, feeders, plan)),
    ...step('storms', () => stormy(world, plan)),
    ...step('restorations', () => restorations(world, feeders, plan)),
    ...mistaken,
  ];
};

/** With several faults the spread between events is taken as well known. */
const NARROW = scorerWith({ spread: NARROW_SPREAD });

const several = (world: World, feeders: readonly World[], { seed, faults }: Plan): readonly Figure[] =>
  TOGETHER.flatMap((count) =>
    togetherFigures(
      {
        network: world.name,
        table:
          'Several faults on one feeder, p = 10 %, after 60 min (found: of those with a call; exact: each fault alone)',
        row: `${count} faults`,
      },
      faultsOnOneFeeder({ name: world.name, feeders, seed, trials: faults, scorer: NARROW }, count),
      count === 5 ? { found: 0.75, precise: 0.85 } : {},
    ),
  );

const stormy = (world: World, { seed, faults }: Plan): readonly Figure[] =>
  [0.1, 0.05].flatMap((share) =>
    togetherFigures(
      {
        network: world.name,
        table: `Storm: ${STORM.faults} faults in ${STORM.minutes / 60} h (found: of those with two calls; exact: each fault alone)`,
        row: shareName(share),
      },
      storms({ world, seed, trials: Math.max(1, Math.round(faults / 25)), scorer: NARROW }, share),
      share === 0.1 ? { found: 0.88, precise: 0.88, customers: 0.1 } : { customers: 0.1 },
    ),
  );

const restorations = (world: World, feeders: readonly World[], { seed, faults }: Plan): readonly Figure[] =>
  ASKING.flatMap((asking) =>
    nestedFigures(
      world.name,
      asking,
      nestedFaults({ name: world.name, feeders, seed, trials: faults, scorer: scorerWith() }, asking),
    ),
  );

type Mistake = {
  readonly changes: Changes;
  readonly misled: Misled;
  /** How far below the exact posterior precision may be. */
  readonly within?: number;
};
const WRONG_RECORDS: Mistake = {
  changes: { name: '10 % wrong records', wrongRecords: 0.1 },
  misled: {},
  within: 0.02,
};
const WRONG: readonly Mistake[] = [
  { changes: { name: 'all as assumed' }, misled: {} },
  { changes: { name: 'share of callers assumed 3 times too low' }, misled: { shareTimes: 1 / 3 } },
  { changes: { name: 'share of callers assumed 3 times too high' }, misled: { shareTimes: 3 } },
  { changes: { name: 'delay assumed 2.5 times too short' }, misled: { delayTimes: 1 / 2.5 } },
  { changes: { name: 'delay assumed 2.5 times too long' }, misled: { delayTimes: 2.5 } },
  { changes: { name: 'neighbours call together (spread 0.8)', eventSpread: 0.8 }, misled: {} },
  { changes: { name: '5 times the stray calls', strayTimes: 5 }, misled: {} },
  WRONG_RECORDS,
];

const wrong = (
  network: string,
  feeders: readonly World[],
  { seed, faults }: Plan,
  cases: readonly Mistake[],
): readonly Figure[] =>
  cases.flatMap(({ changes, misled, within }) =>
    wrongFigures(
      network,
      changes.name,
      singleFaults({
        feeders,
        seed,
        faults,
        scorer: scorerWith(misled),
        shares: [0.1],
        kinds: ['breaker', 'recloser', 'fuse', 'transformer', 'service'],
        minutes: [10],
        changes,
      }),
      within,
    ),
  );
