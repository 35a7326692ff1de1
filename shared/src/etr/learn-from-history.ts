import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { type Calibration, calibrationAt } from './calibration.ts';
import { type HistoricOutage, pastOutages } from './past-outages.ts';
import type { Stated } from './replay.ts';
import { learnRestorationModel, type RestorationModel } from './restoration-model.ts';

/** What past outages say, and how well that has held for the latest of them. */
export type CalibratedModel = RestorationModel & { readonly calibration: Calibration };

/**
 * @param history in any order
 * @param stated what would have been said of the latest of them (see latestEstimates)
 * @param now milliseconds
 */
export const learnFromHistory = (
  history: readonly HistoricOutage[],
  stated: readonly Stated[],
  now: number,
  values = ETR_MODEL.values,
): CalibratedModel => ({
  ...learnRestorationModel(pastOutages(history, values), values),
  calibration: calibrationAt(stated, now, values),
});
