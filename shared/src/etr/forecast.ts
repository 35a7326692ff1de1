import type { SimilarOutages } from './restoration-model.ts';
import { timeOfShare } from './survival.ts';

/** Minutes from the beginning: of half and of 80 % of a group's outages, and of the share asked for among those that last as long. */
export type Forecast = Pick<SimilarOutages, 'group' | 'outages'> & {
  readonly p50: number;
  readonly p80: number;
  readonly minutes: number;
};

/** What the finest group says that can say it all; null where none can. */
export const forecastFrom = (groups: readonly SimilarOutages[], share: number, elapsed: number): Forecast | null => {
  for (const similar of groups) {
    const { group, outages } = similar;
    const curve = similar.curve();
    const minutes = timeOfShare(curve, share, elapsed);
    const p50 = timeOfShare(curve, 0.5);
    const p80 = timeOfShare(curve, 0.8);
    if (minutes !== null && p50 !== null && p80 !== null) return { group, outages, p50, p80, minutes };
  }
  return null;
};
