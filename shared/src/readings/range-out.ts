import type { Ruling } from '../operation/commands.ts';
import type { Incident } from '../operation/state.ts';

/** Between how many customers an outage lies, and the device that is the likeliest beside the one shown. */
export type RangeOut = {
  readonly low: number;
  readonly high: number;
  readonly otherwise: NonNullable<Ruling['runnersUp']>[number] | null;
};

/** So many times the low end the high one must be. */
const WIDE = 2;

/**
 * Between how many customers a predicted outage lies, where nothing but calls speaks for its device and that is wide open: there the number
 * below the likeliest device would be a guess told as a fact. Null where one number says it, as where a person holds the prediction.
 */
export const rangeOut = ({ status, place, locked, extent, ruling, doubt }: Incident): RangeOut | null => {
  const said = doubt?.finding ?? ruling;
  if (status !== 'predicted' || place.device === null || locked || said?.between === undefined) return null;
  const { lastGasps = 0, pingsOff = 0 } = said.evidence;
  if (lastGasps + pingsOff > 0) return null;
  // Somebody has called: there is one at least.
  const low = Math.max(1, Math.min(said.between.low, extent.customers));
  const high = Math.max(said.between.high, extent.customers);
  return high < WIDE * low ? null : { low, high, otherwise: said.runnersUp?.[0] ?? null };
};
