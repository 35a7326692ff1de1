import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { type Calibration, calibrate } from './calibration.ts';
import { type HistoricOutage, pastOutages } from './past-outages.ts';
import { learnRestorationModel, type RestorationModel } from './restoration-model.ts';

/** What past outages say, and how well that has held for the latest of them. */
export type CalibratedModel = RestorationModel & { readonly calibration: Calibration };

/**
 * @param history in any order
 * @param now milliseconds
 */
export const learnFromHistory = (
  history: readonly HistoricOutage[],
  now: number,
  values = ETR_MODEL.values,
): CalibratedModel => ({
  ...learnRestorationModel(pastOutages(history, values), values),
  calibration: calibrate(history, now, values),
});
