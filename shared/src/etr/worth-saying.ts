import type { Etr, Incident } from '../operation/state.ts';
import { ETR_MODEL } from '../rules/etr-defaults.ts';
import type { Estimate } from './estimate.ts';

/** Whether a program may give this incident a time: nobody has, supply is out, and it has no plan of its own. */
export const isForTheModel = ({ status, etr, confirmed }: Pick<Incident, 'status' | 'etr' | 'confirmed'>): boolean =>
  status !== 'restored' &&
  confirmed?.reason !== 'planned' &&
  (etr === null || etr.source === 'model' || etr.source === 'default');

/**
 * Whether an estimate is published. The first one when the prediction has settled; afterwards only where the last one is about to be
 * proved wrong, or the outage has turned out to be of another kind and the difference matters: a time that keeps moving helps nobody.
 * @param now an instant
 */
export const isWorthSaying = (
  { etr, reportedAt }: { readonly etr: Etr | null; readonly reportedAt: string },
  estimate: Estimate,
  now: string,
  values = ETR_MODEL.values,
): boolean => {
  if (etr === null) return minutesBetween(reportedAt, now) >= values.settleMinutes;
  if (minutesBetween(now, etr.at) <= values.renewBeforeMinutes) return estimate.etr > etr.at;
  return (
    estimate.basis?.group !== etr.basis?.group &&
    Math.abs(minutesBetween(etr.at, estimate.etr)) >= values.changeMinutes &&
    minutesBetween(etr.setAt, now) >= values.changeGapMinutes
  );
};

const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
