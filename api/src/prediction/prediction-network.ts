import { createPredictor } from '@relight/shared/network/predict/create-predictor';
import type { PredictionParameters } from '@relight/shared/rules/prediction-parameters';
import type { OpenNetwork } from '../networks/store.ts';
import type { PredictionNetwork } from './watch.ts';

/** A stored network version as prediction needs it. Day and night are those of this machine's time zone. */
export const predictionNetwork = (
  { model, facts }: Pick<OpenNetwork, 'model' | 'facts'>,
  { values }: PredictionParameters,
): PredictionNetwork => ({
  facts,
  newPredictor: (meters) =>
    createPredictor(model, { parameters: values, meters, localHour: (at) => new Date(at).getHours() }),
});
