import { ETR_FACTORS, ETR_MODEL, type EtrFactor } from '../rules/etr-defaults.ts';
import type { Circumstances } from './circumstances.ts';
import { type Lifetime, type SurvivalCurve, survivalCurve } from './survival.ts';

export type PastOutage = Lifetime & { readonly circumstances: Circumstances };

/** Past outages like one, and how long they lasted. */
export type SimilarOutages = {
  /** What they have in common, such as `level=LV,area=urban`; `all` where nothing. */
  readonly group: string;
  /** How many of them there are, those included whose end is not known. */
  readonly outages: number;
  readonly curve: SurvivalCurve;
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

/**
 * Learns from past outages in any order. Each factor in turn narrows the group down, if enough outages with a known end are left and the
 * factor is known; one that leaves too few is passed over. In a finer group the coarser one keeps the weight of a fixed number of
 * outages, so that a small group is drawn towards what is usual, and a large one speaks for itself (shrinkage).
 */
export const learnRestorationModel = (
  past: readonly PastOutage[],
  values: Pick<
    typeof ETR_MODEL.values,
    'factors' | 'minimumOutages' | 'shrinkageOutages' | 'minimumAtRisk'
  > = ETR_MODEL.values,
): RestorationModel => {
  const outages = [...past].sort((a, b) => a.minutes - b.minutes);
  const everyone = outages.map((_, index) => index);
  const known = new Map<string, SimilarOutages>();
  const enough = (members: readonly number[]): boolean =>
    members.filter((index) => outages[index]?.ended).length >= values.minimumOutages;

  const groupOf = (common: readonly string[], members: readonly number[], weights: Float64Array): SimilarOutages => {
    const group = common.length === 0 ? 'all' : common.join(',');
    const found = known.get(group) ?? {
      group,
      outages: members.length,
      curve: survivalCurve(outages, weights, values.minimumAtRisk),
    };
    known.set(group, found);
    return found;
  };

  const enoughOfAll = enough(everyone);
  const narrowDown = (circumstances: Circumstances): readonly SimilarOutages[] => {
    if (!enoughOfAll) return [];
    let members: readonly number[] = everyone;
    let weights = new Float64Array(outages.length).fill(1);
    let total = outages.length;
    let common: readonly string[] = [];
    const groups = [groupOf(common, members, weights)];
    for (const factor of values.factors) {
      const value = circumstances[factor];
      if (value === null) continue;
      const finer = members.filter((index) => outages[index]?.circumstances[factor] === value);
      if (!enough(finer)) continue;
      const kept = values.shrinkageOutages / total;
      weights = weights.map((weight) => weight * kept);
      for (const index of finer) weights[index] = (weights[index] as number) + 1;
      total = values.shrinkageOutages + finer.length;
      members = finer;
      common = [...common, `${factor}=${value}`];
      groups.unshift(groupOf(common, members, weights));
    }
    return groups;
  };

  const cache = new Map<string, readonly SimilarOutages[]>();
  return {
    outages: outages.length,
    enough: enoughOfAll,
    similar(circumstances) {
      const key = JSON.stringify(values.factors.map((factor) => circumstances[factor]));
      const found = cache.get(key) ?? narrowDown(circumstances);
      cache.set(key, found);
      return found;
    },
  };
};

/** What the outages of a group have in common, by factor: for whoever shows it in words. */
export const readGroup = (group: string): readonly { readonly factor: EtrFactor; readonly value: string }[] =>
  group.split(',').flatMap((part) => {
    const [name, value] = part.split('=', 2);
    const factor = ETR_FACTORS.find((one) => one === name);
    return factor === undefined || value === undefined ? [] : [{ factor, value }];
  });
