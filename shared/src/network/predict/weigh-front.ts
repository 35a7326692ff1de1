import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import type { FrontFeeder, FrontTiming } from './front-explains.ts';
import { SIZES } from './front-exposure.ts';
import { frontLaw } from './front-laws.ts';
import type { FrontEvidence, OnFeeder } from './front-on-feeder.ts';
import { chancesOn, frontOnFeeder, logOdds } from './front-on-feeder.ts';
import { frontOnsets } from './front-onsets.ts';
import { costOf, type Exposed, exposedTo, silenceOf } from './front-unheard.ts';
import { logAdd } from './log-add.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';
import type { ScoreParameters } from './score-parameters.ts';
import {
  type Candidates,
  evidenceOn,
  logStruckOrNot,
  spared,
  type Weighed,
  weighCandidates,
} from './weigh-candidates.ts';
import { type WeatherWeighed, weighWeather } from './weigh-weather.ts';

/** A front that is likely enough to matter: when it began, how hard it struck, and what that means on each feeder with evidence. */
export type LikelyFront = {
  readonly weight: number;
  readonly start: number;
  readonly onFeeders: readonly OnFeeder[];
  /** P(it struck), of each of them. */
  readonly struck: readonly number[];
  /** Mean numbers of failed devices that nobody has called about, by class of size: below each slot of each feeder that it struck, and on all other feeders. */
  readonly unheard: readonly (readonly Float64Array[])[];
  readonly elsewhere: Float64Array;
};

export type Front = {
  /** Their weights sum to P(there was one). */
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
 * places at once. Pauses often.
 */
export function* weighTogether(network: Network, minute: number): Generator<void, Front | null> {
  const { feeders, parameters } = network;
  const alone = weighWeather(
    feeders.map(({ state }) => state),
    parameters,
  );
  const front = yield* weighFront(network, alone, minute);
  tellFront(feeders, front);
  return front;
}

/** Less likely ones change no figure that anybody sees; so many of the likeliest stand for all. */
const WORTH = 0.002;
const MOST_LIKELY = 24;
/** So many are looked at more closely, those that are not less likely than the best by such a factor. */
const MOST_CLOSELY = 10;
const WORTH_A_CLOSER_LOOK = 0.01;

/**
 * Whether a front took many places of the network within a minute or so, told from all feeders together: given when it began, how hard it
 * struck, and how many people call and how soon, devices fail independently, each by its own exposure, and the answer on each feeder is
 * exact. The alternative is that every feeder is by itself. Devices nobody has called about yet are part of it. Pauses often. Null where no
 * front is likely. Engineering default.
 */
function* weighFront(network: Network, alone: WeatherWeighed, minute: number): Generator<void, Front | null> {
  const { feeders, trees, parameters } = network;
  const signs = feeders.flatMap(({ heard }) => heard.map(({ at }) => at));
  const starts = frontOnsets(signs, minute).flatMap((onset) =>
    parameters.values.front.beforeFirstSign.map((before) => onset - before),
  );
  if (starts.length === 0) return null;
  const exposed = exposedTo(feeders, trees);
  const roughly = yield* weighCandidates(feeders, exposed, candidatesAt(starts, network, exposed, minute), alone);
  const closer = closerLook(roughly, network, exposed);
  const weighed = yield* weighCandidates(feeders, exposed, closer, alone);

  const without = alone.prior.map((log, w) => alone.byFeeder.reduce((sum, own) => sum + (own[w] as number), log));
  const sum = [...without, ...weighed.map(({ logWeight }) => logWeight)].reduce(logAdd);
  const all = weighed.map((one) => ({ ...one, weight: Math.exp(one.logWeight - sum) }));
  const likely = all
    .filter(({ weight }) => weight > WORTH)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_LIKELY);
  if (likely.length === 0) return null;
  const standsFor = sumOf(all) / sumOf(likely);
  const onFeeders: OnFeeder[][] = likely.map(() => []);
  for (const [f, feeder] of feeders.entries()) {
    const evidence = new Map<FrontTiming, FrontEvidence>();
    for (const [i, one] of likely.entries()) {
      const own = evidence.get(one.timing) ?? evidenceOn(feeder, exposed.onFeeders[f] as readonly Float64Array[], one);
      evidence.set(one.timing, own);
      onFeeders[i]?.push(frontOnFeeder(feeder, own, one.intensity));
    }
    yield;
  }
  return {
    customers: exposed.customers,
    likely: likely.map(({ weight, timing, silence, intensity, reach }, i): LikelyFront => {
      const unheard = (some: Float64Array) => some.map((rate, size) => rate * intensity * (silence[size] as number));
      const own = onFeeders[i] as OnFeeder[];
      const chanceStruck = (struck: number, not: number) =>
        Math.exp(Math.log(reach) + struck - logStruckOrNot(reach, struck, not));
      const elsewhere = new Float64Array(SIZES);
      for (const rates of exposed.elsewhere) {
        const chance = chanceStruck(costOf(rates, silence) * intensity, 0);
        unheard(rates).forEach((rate, size) => {
          elsewhere[size] = (elsewhere[size] as number) + chance * rate;
        });
      }
      return {
        weight: weight * standsFor,
        start: timing.start,
        onFeeders: own,
        struck: own.map((on, f) => chanceStruck(logOdds(feeders[f] as FrontFeeder, on), spared(alone, f))),
        unheard: exposed.onFeeders.map((slots) => slots.map(unheard)),
        elsewhere,
      };
    }),
  };
}

const sumOf = (some: readonly { readonly weight: number }[]): number =>
  some.reduce((sum, { weight }) => sum + weight, 0);

/** Every time, every law of delay and every intensity, where each place has its own share of callers. */
const candidatesAt = (
  starts: readonly number[],
  { parameters, isNight }: Network,
  exposed: Exposed,
  minute: number,
): readonly Candidates[] => {
  const { values } = parameters;
  return starts.flatMap((start) => {
    const night = isNight(start);
    return values.front.delays.map((delay): Candidates => {
      const law = frontLaw(night ? later(delay, values) : delay, values.front.lastsMinutes);
      const timing = { start, law, night, shares: night ? parameters.night : parameters.day, minute };
      const fronts = values.front.intensities.flatMap((intensity) =>
        values.front.reaches.map(({ value: reach, weight }) => ({
          intensity,
          reach,
          logPrior: Math.log((chanceOf(intensity * reach, values) * weight * delay.weight) / starts.length),
        })),
      );
      return { timing, silence: silenceOf(exposed, timing, parameters), fronts };
    });
  });
};

/**
 * The likeliest of them once more, in finer steps of intensity, and for each share of callers that all places may have in common. What nobody
 * has called about yet rests on both.
 */
const closerLook = (roughly: readonly Weighed[], { parameters }: Network, exposed: Exposed): readonly Candidates[] => {
  const { intensities } = parameters.values.front;
  const finer = thirdsOf(intensities);
  const least = Math.max(...roughly.map(({ logWeight }) => logWeight)) + Math.log(WORTH_A_CLOSER_LOOK);
  return roughly
    .filter(({ logWeight }) => logWeight > least)
    .sort((a, b) => b.logWeight - a.logWeight)
    .slice(0, MOST_CLOSELY)
    .flatMap(({ timing, intensity, reach, logPrior }) =>
      (timing.night ? parameters.night : parameters.day).inFront.map(({ logWeight, shares }): Candidates => {
        const closer = { ...timing, shares };
        return {
          timing: closer,
          silence: silenceOf(exposed, closer, parameters),
          fronts: finer.map((by) => ({
            intensity: intensity * by,
            reach,
            logPrior: logPrior + logWeight - Math.log(finer.length),
          })),
        };
      }),
    );
};

/** By what a third of a step lies below and above, of values that grow by about the same factor. */
const thirdsOf = (values: readonly number[]): readonly number[] => {
  const steps = values.length - 1;
  const third = steps === 0 ? 1 : (Math.max(...values) / Math.min(...values)) ** (1 / steps / 3);
  return [1 / third, 1, third];
};

/** P(a front of this mean intensity over the network begins in a given minute): so that all of one intensity bring their share of the outages. */
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
    let chance = 0;
    for (const { weight, onFeeders, struck } of front.likely) {
      const own = weight * (struck[f] as number);
      chance += own;
      chancesOn(feeder, onFeeders[f] as OnFeeder).failed.forEach((failed, slot) => {
        probability[slot] = (probability[slot] as number) + own * failed;
      });
    }
    state.front = { chance, start: first.start, probability };
  });
};

/** By night people call later: as much as by the mean delays of day and night. */
const later = <Delay extends { readonly medianMinutes: number }>(
  delay: Delay,
  { calling }: PredictionValues,
): Delay => ({
  ...delay,
  medianMinutes: (delay.medianMinutes * calling.night.meanDelayMinutes) / calling.day.meanDelayMinutes,
});
