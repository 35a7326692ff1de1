import { normal } from '../normal.ts';
import { type Chance, seeded } from '../seeded.ts';
import type { Posterior } from './best-set.ts';
import { posteriorAlone } from './best-set.ts';
import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';
import type { FrontFeeder } from './front-explains.ts';
import type { OnFeeder } from './front-on-feeder.ts';
import { chancesOn } from './front-on-feeder.ts';
import type { Front, LikelyFront } from './weigh-front.ts';

/** Customers that are out beyond what is known: the posterior's expectation and its central 80 %. */
export type Outlook = { readonly expected: number; readonly low: number; readonly high: number };

const DRAWS = 400;
const SEED = 1;

/** Drawn from the posterior, always by the same numbers: no figure moves without evidence, or time that counts as evidence. */
export const outlookOf = (feeders: readonly FrontFeeder[], front: Front | null): Outlook => {
  const chance = seeded(SEED);
  const worlds: { readonly weight: number; readonly draw: Draw }[] = [
    { weight: 1 - (front?.chance ?? 0), draw: everyFeederByItself(feeders) },
    ...(front === null ? [] : front.likely.map((one) => ({ weight: one.weight, draw: inFront(feeders, front, one) }))),
  ];
  const counts: number[] = [];
  for (let n = 0; n < DRAWS; n++) {
    let left = (n + 0.5) / DRAWS;
    const world = worlds.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    counts.push((world ?? (worlds[0] as (typeof worlds)[number])).draw(chance));
  }
  counts.sort((a, b) => a - b);
  const quantile = (share: number) => Math.round(counts[Math.floor(share * DRAWS)] as number);
  const expected = Math.round(counts.reduce((sum, count) => sum + count, 0) / DRAWS);
  return { expected, low: quantile(0.1), high: quantile(0.9) };
};

/** Customers out in one world that is drawn. */
type Draw = (chance: Chance) => number;

const everyFeederByItself = (feeders: readonly FrontFeeder[]): Draw => {
  const drawn = feeders.map((feeder) => ({ feeder, failing: conditional(feeder.state, posteriorAlone(feeder.state)) }));
  return (chance) => drawn.reduce((sum, { feeder, failing }) => sum + drawFeeder(feeder, failing, chance, () => 0), 0);
};

const inFront = (feeders: readonly FrontFeeder[], { customers }: Front, likely: LikelyFront): Draw => {
  const unheardOf = (means: Float64Array, chance: Chance) =>
    means.reduce((sum, mean, size) => sum + (mean > 0 ? poisson(mean, chance) * (customers[size] as number) : 0), 0);
  const drawn = feeders.map((feeder, f) => {
    const { failed, alive } = chancesOn(feeder, likely.onFeeders[f] as OnFeeder);
    const failing = failed.map((chance, slot) => (chance > 0 ? chance / (chance + (alive[slot] as number)) : 0));
    return { feeder, failing, unheard: likely.unheard[f] as readonly Float64Array[] };
  });
  return (chance) =>
    drawn.reduce(
      (sum, { feeder, failing, unheard }) =>
        sum + drawFeeder(feeder, failing, chance, (slot) => unheardOf(unheard[slot] as Float64Array, chance)),
      unheardOf(likely.elsewhere, chance),
    );
};

/** P(a slot has failed, given that nothing above it has). */
const conditional = ({ cells, layout, order, slots }: FeederState, { probability }: Posterior): Float64Array => {
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

const drawFeeder = (
  { tree, state: { cells, layout, order, slots } }: FrontFeeder,
  failing: Float64Array,
  chance: Chance,
  besides: (slot: number) => number,
): number => {
  const dark = new Uint8Array(slots);
  let customers = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    const slot = order[i] as number;
    const at = slot * layout.stride;
    const parent = cells[at + PARENT] as number;
    if (parent >= 0 && dark[parent] === 1) dark[slot] = 1;
    else if (chance.unit() < (failing[slot] as number)) {
      dark[slot] = 1;
      customers += tree.customers[cells[at + NODE] as number] as number;
    } else customers += besides(slot);
  }
  return customers;
};

/** Above this a Poisson number is as good as a normal one. */
const MANY = 30;

const poisson = (mean: number, chance: Chance): number => {
  if (mean > MANY) {
    return Math.max(0, Math.round(mean + normal(chance) * Math.sqrt(mean)));
  }
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = chance.unit(); product > least; product *= chance.unit()) count++;
  return count;
};
