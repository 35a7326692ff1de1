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
  /** The finest group that says enough; null where all of them together are too few. */
  similar(circumstances: Circumstances): SimilarOutages | null;
};

/**
 * Learns from past outages in any order. Each factor in turn narrows the group down, if enough outages with a known end are left and the
 * factor is known; one that leaves too few is passed over. In a finer group the coarser one keeps the weight of a fixed number of
 * outages, so that a small group is drawn towards what is usual, and a large one speaks for itself (shrinkage).
 */
export const learnRestorationModel = (
  past: readonly PastOutage[],
  values: Pick<typeof ETR_MODEL.values, 'factors' | 'minimumOutages' | 'shrinkageOutages'> = ETR_MODEL.values,
): RestorationModel => {
  const outages = [...past].sort((a, b) => a.minutes - b.minutes);
  const everyone = outages.map((_, index) => index);
  const known = new Map<string, SimilarOutages>();
  const enough = (members: readonly number[]): boolean => {
    let ended = 0;
    for (const index of members) if (outages[index]?.ended) ended++;
    return ended >= values.minimumOutages;
  };

  const narrow = (circumstances: Circumstances): SimilarOutages => {
    let members: readonly number[] = everyone;
    let weights = new Float64Array(outages.length).fill(1);
    let total = outages.length;
    const common: string[] = [];
    for (const factor of values.factors) {
      const value = circumstances[factor];
      if (value === null) continue;
      const finer = members.filter((index) => outages[index]?.circumstances[factor] === value);
      if (!enough(finer)) continue;
      common.push(`${factor}=${value}`);
      if (finer.length === members.length) continue;
      const kept = values.shrinkageOutages / total;
      weights = weights.map((weight) => weight * kept);
      for (const index of finer) weights[index] = (weights[index] as number) + 1;
      total = values.shrinkageOutages + finer.length;
      members = finer;
    }
    const group = common.length === 0 ? 'all' : common.join(',');
    const curve = known.get(group)?.curve ?? survivalCurve(outages, weights);
    return { group, outages: members.length, curve };
  };

  const cache = new Map<string, SimilarOutages>();
  const tooFew = !enough(everyone);
  return {
    outages: outages.length,
    similar(circumstances) {
      if (tooFew) return null;
      const key = JSON.stringify(values.factors.map((factor) => circumstances[factor]));
      const found = cache.get(key) ?? narrow(circumstances);
      cache.set(key, found);
      known.set(found.group, found);
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
