import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';
import type { FrontFeeder, FrontTiming } from './front-explains.ts';
import { frontExplains, frontSilence } from './front-explains.ts';
import { frontExposure, SIZES } from './front-exposure.ts';
import { frontLaw } from './front-laws.ts';
import type { FrontEvidence, OnFeeder } from './front-on-feeder.ts';
import { chancesOn, frontOnFeeder, likeliestOn } from './front-on-feeder.ts';
import { frontOnsets } from './front-onsets.ts';
import { logAdd } from './log-add.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';
import type { ScoreParameters } from './score-parameters.ts';
import { weighWeather } from './weigh-weather.ts';

/** A front that is likely enough to matter: when it began, how hard it struck, and what that means on each feeder with evidence. */
export type LikelyFront = {
  readonly weight: number;
  readonly start: number;
  readonly onFeeders: readonly OnFeeder[];
  /** Mean numbers of failed devices that nobody has called about, by class of size: below each slot of each feeder, and on all other feeders. */
  readonly unheard: readonly (readonly Float64Array[])[];
  readonly elsewhere: Float64Array;
};

export type Front = {
  /** P(there was one); the weights of `likely` sum to it. */
  readonly chance: number;
  readonly likely: readonly LikelyFront[];
  /** Mean customers of a device, by class of size. */
  readonly customers: Float64Array;
};

type Network = {
  readonly feeders: readonly FrontFeeder[];
  readonly trees: Iterable<PredictionTree>;
  readonly parameters: ScoreParameters;
  readonly isNight: (minute: number) => boolean;
};

/**
 * What all feeders say together, as of their last refresh, told to the state of each: the weather over the network, and a front that took many
 * places at once. Pauses after each feeder.
 */
export function* weighTogether(network: Network, minute: number): Generator<void, Front | null> {
  const { feeders, parameters } = network;
  const without = weighWeather(
    feeders.map(({ state }) => state),
    parameters,
  );
  const front = yield* weighFront(network, without, minute);
  tellFront(feeders, front);
  return front;
}

/** Less likely ones change no figure that anybody sees. */
const WORTH = 0.005;
const MOST_LIKELY = 16;

/**
 * Whether a front took many places of the network within a minute or so, told from all feeders together: given when it began, how hard it
 * struck and how soon people call, devices fail independently, each by its own exposure, and the answer on each feeder is exact. The
 * alternative is that every feeder is by itself. Devices nobody has called about yet are part of it. Pauses after each feeder. Null where no
 * front is likely. Engineering default.
 * @param without log of how likely all evidence is without a front
 */
function* weighFront(network: Network, without: number, minute: number): Generator<void, Front | null> {
  const { feeders, parameters, isNight } = network;
  const { values } = parameters;
  const { front } = values;
  const signs = feeders.flatMap(({ heard }) => heard.map(({ at }) => at));
  const starts = frontOnsets(signs, minute).flatMap((onset) => front.beforeFirstSign.map((before) => onset - before));
  if (starts.length === 0) return null;
  const exposed = exposureOfAll(network);
  const rates = feeders.map(({ tree, state }) => unheardRates(tree, state));

  let sum = without;
  const weighed: Weighed[] = [];
  for (const start of starts) {
    const night = isNight(start);
    for (const delay of front.delays) {
      const law = frontLaw(night ? later(delay, values) : delay, front.lastsMinutes);
      const timing = { start, law, night, minute };
      const silence = silenceOf(exposed, timing, parameters);
      const logWeights = front.intensities.map(
        (intensity) =>
          Math.log((chanceOf(intensity, values) * delay.weight) / starts.length) +
          costOf(exposed.elsewhere, silence) * intensity,
      );
      for (const [f, feeder] of feeders.entries()) {
        const evidence = evidenceOn(feeder, rates[f] as Rates, { timing, silence });
        const top = feeder.state.slotOf.get(0) as number;
        front.intensities.forEach((intensity, i) => {
          const { either } = frontOnFeeder(feeder, evidence, intensity);
          logWeights[i] = (logWeights[i] as number) + (either[top] as number);
        });
        yield;
      }
      front.intensities.forEach((intensity, i) => {
        const logWeight = logWeights[i] as number;
        weighed.push({ logWeight, timing, intensity, silence });
        sum = logAdd(sum, logWeight);
      });
    }
  }
  const likely = weighed
    .map((one) => ({ ...one, weight: Math.exp(one.logWeight - sum) }))
    .filter(({ weight }) => weight > WORTH)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_LIKELY);
  if (likely.length === 0) return null;
  const onFeeders: OnFeeder[][] = likely.map(() => []);
  for (const [f, feeder] of feeders.entries()) {
    likely.forEach((one, i) => {
      onFeeders[i]?.push(frontOnFeeder(feeder, evidenceOn(feeder, rates[f] as Rates, one), one.intensity));
    });
    yield;
  }
  return {
    chance: likely.reduce((total, { weight }) => total + weight, 0),
    customers: exposed.customers,
    likely: likely.map(({ weight, timing, intensity, silence }, i) => {
      const unheard = (some: Float64Array) => some.map((rate, size) => rate * intensity * (silence[size] as number));
      return {
        weight,
        start: timing.start,
        onFeeders: onFeeders[i] as OnFeeder[],
        unheard: rates.map((slots) => slots.map(unheard)),
        elsewhere: unheard(exposed.elsewhere),
      };
    }),
  };
}

type Weighed = {
  readonly logWeight: number;
  readonly timing: FrontTiming;
  readonly intensity: number;
  readonly silence: Float64Array;
};

/** P(a front of this intensity begins in a given minute): so that all of one intensity bring their share of the outages. */
const chanceOf = (intensity: number, { front }: PredictionValues): number =>
  front.shareOfOutages / front.intensities.length / (intensity * MINUTES_PER_YEAR);

/** Tells the states of the feeders what a front makes of them. */
const tellFront = (feeders: readonly FrontFeeder[], front: Front | null): void => {
  feeders.forEach((feeder, f) => {
    const { state } = feeder;
    const [first] = front?.likely ?? [];
    if (front === null || first === undefined) {
      state.front = null;
      return;
    }
    const probability = new Float64Array(state.slots);
    for (const { weight, onFeeders } of front.likely) {
      chancesOn(feeder, onFeeders[f] as OnFeeder).failed.forEach((chance, slot) => {
        probability[slot] = (probability[slot] as number) + weight * chance;
      });
    }
    const failed = likeliestOn(feeder, first.onFeeders[f] as OnFeeder);
    state.front = { chance: front.chance, start: first.start, probability, failed };
  });
};

type Exposed = {
  readonly customers: Float64Array;
  readonly meters: Float64Array;
  /** Outages a year of the devices of all feeders without evidence, by class of size. */
  readonly elsewhere: Float64Array;
};

const exposureOfAll = ({ feeders, trees }: Network): Exposed => {
  const withEvidence = new Set(feeders.map(({ tree }) => tree));
  const customers = new Float64Array(SIZES);
  const meters = new Float64Array(SIZES);
  const all = new Float64Array(SIZES);
  const elsewhere = new Float64Array(SIZES);
  // In one order, whatever was drawn first: sums of many small numbers depend on it.
  for (const tree of [...trees].sort((a, b) => a.section - b.section)) {
    const exposure = frontExposure(tree);
    const rates = exposure.rates(0, tree.size);
    addTo(all, rates);
    addTo(customers, exposure.customers);
    addTo(meters, exposure.meters);
    if (!withEvidence.has(tree)) addTo(elsewhere, rates);
  }
  const mean = (sums: Float64Array) =>
    sums.map((total, size) => ((all[size] as number) > 0 ? total / (all[size] as number) : 0));
  return { customers: mean(customers), meters: mean(meters), elsewhere };
};

/** By slot and class of size. */
type Rates = readonly Float64Array[];

/** By slot: outages a year of the devices below it that have no sign below them, by class of size; not those below another slot. */
const unheardRates = (tree: PredictionTree, state: FeederState): Rates => {
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
const silenceOf = (exposed: Exposed, timing: FrontTiming, parameters: ScoreParameters): Float64Array =>
  exposed.customers.map((customers, size) =>
    frontSilence({ customers, meters: exposed.meters[size] as number }, timing, parameters),
  );

/** Log of how likely it is, for one device-year, that none of these has failed, or has and nobody was heard of. */
const costOf = (rates: Float64Array, silence: Float64Array): number =>
  rates.reduce((total, rate, size) => total + rate * ((silence[size] as number) - 1), 0);

/** What is heard and not heard on one feeder says of a front at this time, whatever its intensity. */
const evidenceOn = (
  feeder: FrontFeeder,
  rates: Rates,
  { timing, silence }: Pick<Weighed, 'timing' | 'silence'>,
): FrontEvidence => ({
  explained: frontExplains(feeder, timing),
  unheard: Float64Array.from(rates, (some) => costOf(some, silence)),
});

/** By night people call later: as much as by the mean delays of day and night. */
const later = <Delay extends { readonly medianMinutes: number }>(
  delay: Delay,
  { calling }: PredictionValues,
): Delay => ({
  ...delay,
  medianMinutes: (delay.medianMinutes * calling.night.meanDelayMinutes) / calling.day.meanDelayMinutes,
});

const addTo = (sums: Float64Array, some: Float64Array): void => {
  some.forEach((value, i) => {
    sums[i] = (sums[i] as number) + value;
  });
};
