import type { ServiceArea } from '../network/facts.ts';
import type { EtrBasis } from '../operation/commands.ts';
import type { Confidence, EtrReason } from '../operation/vocabulary.ts';
import { ETR_DEFAULT, ETR_MODEL } from '../rules/etr-defaults.ts';
import type { Circumstances } from './circumstances.ts';
import { forecastFrom } from './forecast.ts';
import type { CalibratedModel } from './learn-from-history.ts';

/** When supply may be expected back. Without a basis it is the default of the service area. */
export type Estimate = {
  readonly etr: string;
  readonly confidence: Confidence;
  readonly reason: EtrReason;
  readonly basis?: EtrBasis;
};

export type OpenOutage = {
  readonly circumstances: Circumstances;
  readonly area: ServiceArea;
  /** When supply was lost; an instant like all others in events. */
  readonly since: string;
};

/**
 * The time by which most outages like this one were over, of those that lasted as long as it has lasted already: never in the past, and
 * rounded outward. Where too little is known of the past, the default of its area while that lies ahead. Null where neither says anything,
 * and where so many of the latest outages are still open that nobody can tell how well the past holds for them.
 * @param now an instant
 */
export const estimateRestoration = (
  model: CalibratedModel,
  outage: OpenOutage,
  now: string,
  values = ETR_MODEL.values,
  defaults = ETR_DEFAULT.values,
): Estimate | null => {
  const since = Date.parse(outage.since);
  const elapsed = Math.max(0, (Date.parse(now) - since) / MINUTE);
  const groups = model.similar(outage.circumstances);
  if (groups.length === 0) {
    const minutes = defaults[outage.area];
    if (minutes === null || minutes <= elapsed) return null;
    const etr = published(since + minutes * MINUTE, now, values);
    return etr === null ? null : { etr, confidence: 'low', reason: 'commitment' };
  }
  const { factor } = model.calibration;
  if (factor === null) return null;
  const forecast =
    forecastFrom(groups, values.publishedShare, elapsed, factor) ??
    forecastFrom(groups, values.overdueShare, elapsed, factor);
  const etr = forecast && published(since + forecast.minutes * MINUTE, now, values);
  if (!forecast || etr === null) return null;
  const { group, outages, p50, p80 } = forecast;
  const { highConfidence } = values;
  const sure = elapsed < p50 && outages >= highConfidence.outages && p80 <= highConfidence.spread * p50;
  return {
    etr,
    confidence: sure ? 'high' : 'low',
    reason: 'history',
    basis: { group, outages, p50Minutes: Math.round(p50), p80Minutes: Math.round(p80) },
  };
};

const MINUTE = 60_000;

/** To the next round time, and far enough ahead to be of use to somebody; null beyond the horizon. */
const published = (at: number, now: string, { roundMinutes, horizonHours }: typeof ETR_MODEL.values): string | null => {
  const step = roundMinutes * MINUTE;
  const from = Date.parse(now);
  const etr = Math.ceil(Math.max(at, from + step / 2) / step) * step;
  return etr - from > horizonHours * 60 * MINUTE ? null : new Date(etr).toISOString();
};
