import type { FrontFeeder, FrontTiming } from './front-explains.ts';
import { frontExplains } from './front-explains.ts';
import { type FrontEvidence, frontOnFeeder, logOdds } from './front-on-feeder.ts';
import { costOf, type Exposed } from './front-unheard.ts';
import { logAdd } from './log-add.ts';
import type { WeatherWeighed } from './weigh-weather.ts';

const NO = Number.NEGATIVE_INFINITY;

/** One way in which people may call of fronts at one time, and how hard these may have struck. */
export type Candidates = {
  readonly timing: FrontTiming;
  /** By class of size: how likely nobody has been heard of yet. */
  readonly silence: Float64Array;
  readonly fronts: readonly Candidate[];
};

/** Those of one intensity follow each other. */
export type Candidate = {
  readonly intensity: number;
  /** Of the feeders, the share that it struck. */
  readonly reach: number;
  readonly logPrior: number;
};

/** A front, and log of how likely it and all that is heard are together. */
export type Weighed = Omit<Candidates, 'fronts'> & Candidate & { readonly logWeight: number };

/** After so many feeders what is this much less likely than the best explanation, as a logarithm, is not looked at any further. */
const ENOUGH = 8;
const HOPELESS = 60;

/**
 * Weighs all candidates with the evidence of all feeders. Those that some feeders have shown to be hopeless are given up: in a storm over
 * hundreds of feeders only few need to be weighed on all. Pauses often.
 */
export function* weighCandidates(
  feeders: readonly FrontFeeder[],
  exposed: Exposed,
  candidates: readonly Candidates[],
  alone: WeatherWeighed,
): Generator<void, readonly Weighed[]> {
  let left = candidates.map(({ timing, silence, fronts }) => {
    const costs = exposed.elsewhere.map((rates) => costOf(rates, silence));
    return {
      timing,
      silence,
      fronts: fronts.map((front) => ({ ...front, elsewhere: elsewhereOf(front, costs), heard: 0 })),
    };
  });
  let without = alone.prior;
  for (const [n, f] of inFairOrder(feeders).entries()) {
    const feeder = feeders[f] as FrontFeeder;
    for (const { timing, silence, fronts } of left) {
      const evidence = evidenceOn(feeder, exposed.onFeeders[f] as readonly Float64Array[], { timing, silence });
      let intensity = Number.NaN;
      let struck = NO;
      for (const front of fronts) {
        if (front.intensity !== intensity) {
          intensity = front.intensity;
          struck = logOdds(feeder, frontOnFeeder(feeder, evidence, intensity));
        }
        front.heard += logStruckOrNot(front.reach, struck, spared(alone, f));
      }
      yield;
    }
    without = without.map((log, w) => log + (alone.byFeeder[f]?.[w] as number));
    if (n + 1 < ENOUGH) continue;
    const share = (n + 1) / feeders.length;
    const soFar = ({ logPrior, elsewhere, heard }: Candidate & { elsewhere: number; heard: number }) =>
      logPrior + share * elsewhere + heard;
    const best = Math.max(without.reduce(logAdd, NO), ...left.flatMap(({ fronts }) => fronts.map(soFar)));
    left = left
      .map((some) => ({ ...some, fronts: some.fronts.filter((front) => soFar(front) > best - HOPELESS) }))
      .filter(({ fronts }) => fronts.length > 0);
  }
  return left.flatMap(({ timing, silence, fronts }) =>
    fronts.map(({ intensity, reach, logPrior, elsewhere, heard }) => ({
      timing,
      silence,
      intensity,
      reach,
      logPrior,
      logWeight: logPrior + elsewhere + heard,
    })),
  );
}

/** What is heard of a feeder that a front has spared, in ordinary weather: the first. */
export const spared = ({ byFeeder }: WeatherWeighed, feeder: number): number => byFeeder[feeder]?.[0] as number;

/** Log of how likely it is what is heard of a feeder, given that a front struck so large a share of the feeders. */
export const logStruckOrNot = (reach: number, struck: number, not: number): number =>
  logAdd(Math.log(reach) + struck, Math.log1p(-reach) + not);

/** Of all feeders from which nothing is heard. */
const elsewhereOf = ({ intensity, reach }: Candidate, costs: readonly number[]): number =>
  costs.reduce((sum, cost) => sum + logStruckOrNot(reach, cost * intensity, 0), 0);

/** What is heard and not heard on one feeder says of a front at this time, whatever its intensity. */
export const evidenceOn = (
  feeder: FrontFeeder,
  rates: readonly Float64Array[],
  { timing, silence }: Pick<Candidates, 'timing' | 'silence'>,
): FrontEvidence => ({
  ...frontExplains(feeder, timing),
  unheard: Float64Array.from(rates, (some) => costOf(some, silence)),
});

/** Those that come first stand for all, wherever in the network a front has passed; always the same order of the same feeders. */
const inFairOrder = (feeders: readonly FrontFeeder[]): readonly number[] => {
  const rank = ({ tree }: FrontFeeder) => Math.imul(tree.section + 1, 0x9e3779b1) >>> 0;
  return feeders
    .map((feeder, f) => ({ f, rank: rank(feeder) }))
    .sort((a, b) => a.rank - b.rank || a.f - b.f)
    .map(({ f }) => f);
};
