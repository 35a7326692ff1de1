import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';
import type { FrontFeeder, FrontTiming } from './front-explains.ts';
import { frontSilence } from './front-explains.ts';
import { frontExposure, SIZES } from './front-exposure.ts';
import type { PredictionTree } from './prediction-tree.ts';
import type { ScoreParameters } from './score-parameters.ts';

/** What stands in a front's way of which nothing is heard. */
export type Exposed = {
  /** Mean customers and meters of a device, by class of size. */
  readonly customers: Float64Array;
  readonly meters: Float64Array;
  /** Of each feeder without evidence: outages a year of its devices, by class of size. */
  readonly elsewhere: readonly Float64Array[];
  /** Of each feeder with evidence, by slot: outages a year of the devices below it that have no sign below them; not those below another slot. */
  readonly onFeeders: readonly (readonly Float64Array[])[];
};

export const exposedTo = (feeders: readonly FrontFeeder[], trees: Iterable<PredictionTree>): Exposed => {
  const withEvidence = new Set(feeders.map(({ tree }) => tree));
  const customers = new Float64Array(SIZES);
  const meters = new Float64Array(SIZES);
  const all = new Float64Array(SIZES);
  const elsewhere: Float64Array[] = [];
  // In one order, whatever was drawn first: sums of many small numbers depend on it.
  for (const tree of [...trees].sort((a, b) => a.section - b.section)) {
    const exposure = frontExposure(tree);
    const rates = exposure.rates(0, tree.size);
    addTo(all, rates);
    addTo(customers, exposure.customers);
    addTo(meters, exposure.meters);
    if (!withEvidence.has(tree)) elsewhere.push(rates);
  }
  const mean = (sums: Float64Array) =>
    sums.map((total, size) => ((all[size] as number) > 0 ? total / (all[size] as number) : 0));
  return {
    customers: mean(customers),
    meters: mean(meters),
    elsewhere,
    onFeeders: feeders.map(({ tree, state }) => unheardRates(tree, state)),
  };
};

const unheardRates = (tree: PredictionTree, state: FeederState): readonly Float64Array[] => {
  const { cells, layout } = state;
  const exposure = frontExposure(tree);
  const nodeOf = (slot: number) => cells[slot * layout.stride + NODE] as number;
  const endOf = (slot: number) => tree.end[nodeOf(slot)] as number;
  const rates = Array.from({ length: state.slots }, (_, slot) => exposure.rates(nodeOf(slot) + 1, endOf(slot)));
  for (let slot = 0; slot < state.slots; slot++) {
    const above = rates[cells[slot * layout.stride + PARENT] as number];
    const own = exposure.rates(nodeOf(slot), endOf(slot));
    above?.forEach((rate, size) => {
      above[size] = Math.max(0, rate - (own[size] as number));
    });
  }
  return rates;
};

/** By class of size: how likely nobody has been heard of yet who is out because of a front at this time. */
export const silenceOf = (
  { customers, meters }: Exposed,
  timing: FrontTiming,
  parameters: ScoreParameters,
): Float64Array =>
  customers.map((mean, size) => frontSilence({ customers: mean, meters: meters[size] as number }, timing, parameters));

/** Log of how likely it is, for one device-year, that none of these has failed, or has and nobody was heard of. */
export const costOf = (rates: Float64Array, silence: Float64Array): number =>
  rates.reduce((total, rate, size) => total + rate * ((silence[size] as number) - 1), 0);

const addTo = (sums: Float64Array, some: Float64Array): void => {
  some.forEach((value, i) => {
    sums[i] = (sums[i] as number) + value;
  });
};
