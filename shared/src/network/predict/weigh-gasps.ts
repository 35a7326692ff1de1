import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import { logAdd } from './log-add.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';

/**
 * Last gasps that came and that are missing, against blinks of meters, whatever share of them arrives in this event.
 * @param due the share that would have come by now of those that ever will
 */
export const logGasps = (
  { gaspsArriving, blinksPerYear }: PredictionValues['meters'],
  { gasps, missing, due }: { readonly gasps: number; readonly missing: number; readonly due: number },
): number => {
  if (gasps === 0 && missing === 0) return 0;
  let sum = Number.NEGATIVE_INFINITY;
  for (const { value, weight } of gaspsArriving) {
    const gain = Math.log((value * MINUTES_PER_YEAR) / blinksPerYear);
    sum = logAdd(sum, Math.log(weight) + gasps * gain + missing * Math.log(1 - value * due));
  }
  return sum;
};
