import { createPredictor } from '@relight/shared/network/predict/create-predictor';
import type { PredictionParameters } from '@relight/shared/rules/prediction-parameters';
import type { OpenNetwork } from '../networks/store.ts';
import type { PredictionNetwork } from './watch.ts';

/** The hour of the day in this machine's time zone. */
const hourHere = (at: number): number => new Date(at).getHours();

/**
 * A stored network version as prediction needs it.
 * @param localHour tells day from night: people call less while they sleep
 */
export const predictionNetwork = (
  { model, facts }: Pick<OpenNetwork, 'model' | 'facts'>,
  { values }: PredictionParameters,
  localHour: (at: number) => number = hourHere,
): PredictionNetwork => ({
  facts,
  newPredictor: (meters) => createPredictor(model, { parameters: values, meters, localHour }),
});
