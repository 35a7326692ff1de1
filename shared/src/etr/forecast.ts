import type { SimilarOutages } from './restoration-model.ts';
import { timeOfShare } from './survival.ts';

/** Minutes from the beginning: of half and of 80 % of a group's outages, and of the share asked for among those that last as long. */
export type Forecast = Pick<SimilarOutages, 'group' | 'outages'> & {
  readonly p50: number;
  readonly p80: number;
  readonly minutes: number;
};

/**
 * What the finest group says that can say it all; null where none can.
 * @param factor all outages are taken to last so many times as long as the past says (see calibration), the median as stated excepted
 */
export const forecastFrom = (
  groups: readonly SimilarOutages[],
  share: number,
  elapsed: number,
  factor = 1,
): Forecast | null => {
  for (const similar of groups) {
    const { group, outages } = similar;
    const curve = similar.curve();
    const p50 = timeOfShare(curve, 0.5);
    const p80 = timeOfShare(curve, 0.8);
    if (p50 === null || p80 === null) continue;
    // Four of five are never over before half of them are.
    const scale = Math.max(factor, p50 / p80);
    const minutes = timeOfShare(curve, share, elapsed / scale);
    if (minutes !== null) return { group, outages, p50, p80: scale * p80, minutes: scale * minutes };
  }
  return null;
};
