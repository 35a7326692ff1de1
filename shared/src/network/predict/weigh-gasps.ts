import { logAdd } from './log-add.ts';
import type { ScoreParameters } from './score-parameters.ts';

/** A last gasp comes within so many minutes of the fault, or never; it is then held back for a while before it counts. */
export const GASPS_COME_MINUTES = 1;

/** Last gasps are held back until a quarter of a minute after they would count, so that those of one outage count together. */
export const RELEASED_MINUTES = 0.25;

/** Of the last gasps that will ever come, the share that counts so many minutes after the fault. */
export const gaspsDue = ({ values: { meters } }: ScoreParameters, since: number): number => {
  const due = (since - meters.holdSeconds / 60 - RELEASED_MINUTES) / GASPS_COME_MINUTES;
  return Math.min(1, Math.max(0, due));
};

/**
 * Last gasps that came and that are missing, against blinks of meters, whatever share of them arrives in this event.
 * @param due the share that would have come by now of those that ever will
 */
export const weighGasps = (
  { values, gaspGain, gaspMiss, logGaspWeight }: ScoreParameters,
  gasps: number,
  missing: number,
  due = 1,
): number => {
  if (gasps === 0 && missing === 0) return 0;
  const { gaspsArriving } = values.meters;
  let sum = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < gaspGain.length; j++) {
    const miss = due === 1 ? (gaspMiss[j] as number) : Math.log(1 - (gaspsArriving[j]?.value as number) * due);
    sum = logAdd(sum, (logGaspWeight[j] as number) + gasps * (gaspGain[j] as number) + missing * miss);
  }
  return sum;
};
