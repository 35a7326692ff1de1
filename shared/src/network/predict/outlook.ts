import { normal } from '../normal.ts';
import { type Chance, seeded } from '../seeded.ts';
import { posteriorAlone } from './best-set.ts';
import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';
import type { FrontFeeder } from './front-explains.ts';
import { chancesOn, type OnFeeder } from './front-on-feeder.ts';
import type { Front, LikelyFront } from './weigh-front.ts';

/** Customers that are out beyond what is known: the posterior's expectation and its central 80 %. */
export type Expected = { readonly expected: number; readonly low: number; readonly high: number };

/** What is expected of the whole network, of each feeder that something was heard from, by name, and of all others together. */
export type Outlook = Expected & {
  readonly byFeeder: ReadonlyMap<string, Expected>;
  readonly elsewhere: Expected;
};

const NOBODY: Expected = { expected: 0, low: 0, high: 0 };
export const NOTHING_EXPECTED: Outlook = { ...NOBODY, byFeeder: new Map(), elsewhere: NOBODY };

const DRAWS = 400;
const SEED = 1;

/**
 * Draws worlds from the posterior, always by the same numbers: no figure moves without evidence, or time that counts as evidence. Pauses after
 * each feeder.
 */
export function* outlookOf(
  feeders: readonly FrontFeeder[],
  front: Front | null,
  nameOf: (feeder: FrontFeeder) => string,
): Generator<void, Outlook> {
  const chance = seeded(SEED);
  const worlds = worldsDrawn(front);
  const sum = new Float64Array(DRAWS);
  const byName = new Map<string, Float64Array>();
  for (const [f, feeder] of feeders.entries()) {
    const name = nameOf(feeder);
    const own = byName.get(name) ?? new Float64Array(DRAWS);
    byName.set(name, own);
    let n = 0;
    const spared = byItself(feeder);
    for (const { likely, draws } of worlds) {
      const drawn = likely === null ? spared : inFront(feeder, likely, f, (front as Front).customers);
      const struck = likely === null ? 0 : (likely.struck[f] as number);
      for (const end = n + draws; n < end; n++)
        own[n] = (own[n] as number) + drawFeeder(feeder, chance.unit() < struck ? drawn : spared, chance);
    }
    yield;
  }
  const elsewhere = new Float64Array(DRAWS);
  let n = 0;
  for (const { likely, draws } of worlds) {
    const some = likely === null ? NO_UNHEARD : unheard(likely.elsewhere, (front as Front).customers);
    for (const end = n + draws; n < end; n++) elsewhere[n] = drawUnheard(some, chance);
  }
  for (const own of [...byName.values(), elsewhere])
    own.forEach((count, i) => {
      sum[i] = (sum[i] as number) + count;
    });
  return {
    ...expectedOf(sum),
    byFeeder: new Map(Array.from(byName, ([name, own]) => [name, expectedOf(own)])),
    elsewhere: expectedOf(elsewhere),
  };
}

type World = { readonly likely: LikelyFront | null; readonly draws: number };

/** Every feeder by itself, or one of the likely fronts, each drawn as often as it is likely. */
const worldsDrawn = (front: Front | null): readonly World[] => {
  const worlds = [
    { likely: null, weight: (front?.likely ?? []).reduce((left, { weight }) => left - weight, 1) },
    ...(front?.likely ?? []).map((likely) => ({ likely, weight: likely.weight })),
  ];
  let weight = 0;
  let drawn = 0;
  return worlds.map((world, i) => {
    weight += world.weight;
    const until = i === worlds.length - 1 ? DRAWS : Math.round(weight * DRAWS);
    const draws = until - drawn;
    drawn = until;
    return { likely: world.likely, draws };
  });
};

const expectedOf = (counts: Float64Array): Expected => {
  const sorted = counts.toSorted();
  const quantile = (share: number) => Math.round(sorted[Math.floor(share * DRAWS)] as number);
  const expected = Math.round(counts.reduce((sum, count) => sum + count, 0) / DRAWS);
  return { expected, low: quantile(0.1), high: quantile(0.9) };
};

/** Devices that have failed and that nobody has called about: how likely there is none, and customers of each class of size. */
type Unheard = {
  readonly mean: number;
  readonly none: number;
  readonly rates: Float64Array;
  readonly customers: Float64Array;
};

const NO_UNHEARD: Unheard = { mean: 0, none: 1, rates: new Float64Array(), customers: new Float64Array() };

const unheard = (rates: Float64Array, customers: Float64Array): Unheard => {
  const mean = rates.reduce((sum, rate) => sum + rate, 0);
  return { mean, none: Math.exp(-mean), rates, customers };
};

/** One feeder in one world, by slot. */
type Drawn = {
  /** P(it has failed, given that nothing above it has). */
  readonly failing: Float64Array;
  readonly unheard: readonly Unheard[] | null;
};

const byItself = ({ state }: FrontFeeder): Drawn => ({ failing: conditional(state), unheard: null });

const inFront = (feeder: FrontFeeder, likely: LikelyFront, f: number, customers: Float64Array): Drawn => {
  const { failed, alive } = chancesOn(feeder, likely.onFeeders[f] as OnFeeder);
  return {
    failing: failed.map((chance, slot) => (chance > 0 ? chance / (chance + (alive[slot] as number)) : 0)),
    unheard: (likely.unheard[f] as readonly Float64Array[]).map((rates) => unheard(rates, customers)),
  };
};

const conditional = (state: FeederState): Float64Array => {
  const { cells, layout, order, slots } = state;
  const probability = posteriorAlone(state);
  const failing = new Float64Array(slots);
  const alive = new Float64Array(slots);
  for (let i = order.length - 1; i >= 0; i--) {
    const slot = order[i] as number;
    const parent = cells[slot * layout.stride + PARENT] as number;
    const above = parent < 0 ? 1 : (alive[parent] as number);
    failing[slot] = above > 0 ? Math.min(1, (probability[slot] as number) / above) : 0;
    alive[slot] = Math.max(0, above - (probability[slot] as number));
  }
  return failing;
};

/** Customers out in one world that is drawn. What somebody ordered open is no outage. */
const drawFeeder = ({ tree, state }: FrontFeeder, { failing, unheard }: Drawn, chance: Chance): number => {
  const { cells, layout, order, slots, telemetry } = state;
  const dark = new Uint8Array(slots);
  let customers = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    const slot = order[i] as number;
    const at = slot * layout.stride;
    const parent = cells[at + PARENT] as number;
    if (parent >= 0 && dark[parent] === 1) dark[slot] = 1;
    else if (chance.unit() < (failing[slot] as number)) {
      dark[slot] = 1;
      const node = cells[at + NODE] as number;
      if (telemetry.get(node)?.commanded !== true) customers += tree.customers[node] as number;
    } else if (unheard !== null) customers += drawUnheard(unheard[slot] as Unheard, chance);
  }
  return customers;
};

const drawUnheard = ({ mean, none, rates, customers }: Unheard, chance: Chance): number => {
  let count = mean > 0 ? poisson(mean, none, chance) : 0;
  let sum = 0;
  for (; count > 0; count--) {
    let left = chance.unit() * mean;
    let size = 0;
    while (size < rates.length - 1 && left >= (rates[size] as number)) left -= rates[size++] as number;
    sum += customers[size] as number;
  }
  return sum;
};

/** Above this a Poisson number is as good as a normal one. */
const MANY = 30;

/** @param none P(none of so many on average) */
const poisson = (mean: number, none: number, chance: Chance): number => {
  if (mean > MANY) return Math.max(0, Math.round(mean + normal(chance) * Math.sqrt(mean)));
  let count = 0;
  for (let product = chance.unit(); product > none; product *= chance.unit()) count++;
  return count;
};
