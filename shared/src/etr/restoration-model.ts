import { ETR_MODEL, type EtrFactor } from '../rules/etr-defaults.ts';
import type { Circumstances } from './circumstances.ts';
import { type Lifetime, type SurvivalCurve, survivalCurve } from './survival.ts';

export type PastOutage = Lifetime & { readonly circumstances: Circumstances };

/** Past outages like one, and how long they lasted. */
export type SimilarOutages = {
  /** What they have in common, such as `level=LV,area=urban`; `all` where nothing. */
  readonly group: string;
  /** How many of them there are, those included whose end is not known. */
  readonly outages: number;
  /** Worked out when first asked for. */
  curve(): SurvivalCurve;
};

/** What past outages say about how long one lasts. */
export type RestorationModel = {
  /** How many it was learned from. */
  readonly outages: number;
  /** Whether these are enough to say anything. */
  readonly enough: boolean;
  /** Groups that are large enough, the finest first, all outages last; none where all of them together are too few. */
  similar(circumstances: Circumstances): readonly SimilarOutages[];
};

/** What the outages of a group have in common under one factor, and how many outages have it and all conditions before it. */
type Condition = {
  readonly factor: EtrFactor;
  readonly value: string;
  readonly outages: number;
  readonly holds: (circumstances: Circumstances) => boolean;
};

/**
 * Learns from past outages in any order. Each factor in turn narrows the group down, if enough outages with a known end are left and the
 * factor is known; one that leaves too few is passed over. A load that has hardly been seen is compared with the highest ones that have:
 * to pass it over would compare the worst day with ordinary ones. In a finer group the coarser one keeps the weight of a fixed number of
 * outages, so that a small group is drawn towards what is usual, and a large one speaks for itself (shrinkage).
 */
export const learnRestorationModel = (
  past: readonly PastOutage[],
  values: Pick<
    typeof ETR_MODEL.values,
    'factors' | 'minimumOutages' | 'shrinkageOutages' | 'minimumAtRisk' | 'loadBounds'
  > = ETR_MODEL.values,
): RestorationModel => {
  const outages = [...past].sort((a, b) => a.minutes - b.minutes);
  const enough = outages.filter(({ ended }) => ended).length >= values.minimumOutages;

  const conditionsFor = (circumstances: Circumstances): readonly Condition[] => {
    let members = outages;
    const conditions: Condition[] = [];
    for (const factor of values.factors) {
      for (const { value, holds } of classesOf(factor, circumstances, values.loadBounds)) {
        const finer = members.filter((outage) => holds(outage.circumstances));
        if (finer.filter(({ ended }) => ended).length < values.minimumOutages) continue;
        conditions.push({ factor, value, holds, outages: finer.length });
        members = finer;
        break;
      }
    }
    return conditions;
  };

  const curveUnder = (conditions: readonly Condition[]): SurvivalCurve => {
    const weightOf = weightsByDepth(outages.length, conditions, values.shrinkageOutages);
    const weights = Float64Array.from(outages, ({ circumstances }) => {
      const depth = conditions.findIndex(({ holds }) => !holds(circumstances));
      return weightOf[depth < 0 ? conditions.length : depth] as number;
    });
    return survivalCurve(outages, weights, values.minimumAtRisk);
  };

  const curves = new Map<string, SurvivalCurve>();
  const groupUnder = (conditions: readonly Condition[]): SimilarOutages => {
    const group = conditions.map(({ factor, value }) => `${factor}=${value}`).join(',') || 'all';
    return {
      group,
      outages: conditions.at(-1)?.outages ?? outages.length,
      curve() {
        const curve = curves.get(group) ?? curveUnder(conditions);
        curves.set(group, curve);
        return curve;
      },
    };
  };

  const cache = new Map<string, readonly SimilarOutages[]>();
  return {
    outages: outages.length,
    enough,
    similar(circumstances) {
      if (!enough) return [];
      const key = JSON.stringify(values.factors.map((factor) => circumstances[factor]));
      const found = cache.get(key);
      if (found) return found;
      const conditions = conditionsFor(circumstances);
      const groups = [...conditions.keys(), conditions.length]
        .map((depth) => groupUnder(conditions.slice(0, depth)))
        .reverse();
      cache.set(key, groups);
      return groups;
    },
  };
};

/** The class of an outage under a factor; of its load, wider and wider ones after it, as far as they still leave the ordinary days out. */
const classesOf = (
  factor: EtrFactor,
  circumstances: Circumstances,
  loadBounds: readonly number[],
): readonly Pick<Condition, 'value' | 'holds'>[] => {
  const own = circumstances[factor];
  if (own === null) return [];
  const alike = { value: own, holds: (other: Circumstances) => other[factor] === own };
  if (factor !== 'load') return [alike];
  const lowest = loadBounds.map((bound) => bound + 1).filter((from) => from <= fewestOf(own));
  const wider = lowest.reverse().map((from) => ({
    value: `${from}+`,
    holds: ({ load }: Circumstances) => load !== null && fewestOf(load) >= from,
  }));
  return [alike, ...wider];
};

/** Where a class such as `5-19` or `100+` begins. */
const fewestOf = (value: string): number => Number.parseInt(value, 10);

/**
 * The weight of an outage by how many of the conditions it meets, one after the other: in each finer group those who are not in it share the
 * weight of `shrinkage` outages with those who are.
 */
const weightsByDepth = (all: number, conditions: readonly Condition[], shrinkage: number): readonly number[] => {
  const weights = [1];
  let total = all;
  for (const { outages } of conditions) {
    const kept = shrinkage / total;
    weights.forEach((weight, depth) => {
      weights[depth] = weight * kept;
    });
    weights.push((weights.at(-1) as number) + 1);
    total = shrinkage + outages;
  }
  return weights;
};
