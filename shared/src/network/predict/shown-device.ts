import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import type { DevicePrediction } from './predictor.ts';

/** The device that is shown for one outage. */
export type ShownDevice = {
  readonly device: string;
  readonly probability: number;
  readonly status: 'predicted' | 'probable';
  /** What has been likelier (null: nothing likely enough any more), and since when, milliseconds since 1970. */
  readonly challenger: { readonly device: string | null; readonly since: number } | null;
};

export type ShowRules = PredictionValues['show'];

/** What telemetry says of a device, where it says anything. */
export type TelemetryOf = (device: string) => 'open' | 'closed' | undefined;

/**
 * What to show for one outage, so that it does not flap: the device changes only when another is `changeRatio` times as likely, was best for
 * `changeMinutes`, or telemetry says so. `predictions` are those that concern this outage; null means that nothing is to be shown. Call it
 * after every refresh; what is confirmed or locked by a dispatcher is not given to it. Engineering default.
 */
export const shownDevice = (
  previous: ShownDevice | null,
  predictions: readonly DevicePrediction[],
  now: number,
  rules: ShowRules,
  telemetryOf: TelemetryOf = () => undefined,
): ShownDevice | null => {
  const best = predictions
    .filter(({ level, probability }) => level === 'device' && probability >= rules.predicted)
    .reduce<DevicePrediction | undefined>(
      (a, b) => (a === undefined || b.probability > a.probability ? b : a),
      undefined,
    );
  if (previous === null) return best ? shown(best.device, best.probability, rules) : null;
  if (best && names(best, previous.device)) return shown(previous.device, best.probability, rules);

  const remaining = likelihood(predictions, previous.device);
  const challenger = best?.device ?? null;
  const since = previous.challenger?.device === challenger ? previous.challenger.since : now;
  const isLikelier = best !== undefined && best.probability >= rules.changeRatio * remaining;
  const isLasting = now - since >= rules.changeMinutes * 60_000;
  const isTold =
    telemetryOf(previous.device) === 'closed' || (best !== undefined && telemetryOf(best.device) === 'open');
  if (isLikelier || isLasting || isTold) return best ? shown(best.device, best.probability, rules) : null;
  return { ...shown(previous.device, remaining, rules), challenger: { device: challenger, since } };
};

const shown = (device: string, probability: number, rules: ShowRules): ShownDevice => ({
  device,
  probability,
  status: probability >= rules.probable ? 'probable' : 'predicted',
  challenger: null,
});

const names = (prediction: DevicePrediction, device: string): boolean =>
  prediction.device === device || prediction.same.includes(device);

/** How likely the shown device still is; 0 where nothing names it any more. */
const likelihood = (predictions: readonly DevicePrediction[], device: string): number => {
  let most = 0;
  for (const prediction of predictions) {
    if (names(prediction, device)) most = Math.max(most, prediction.probability);
    for (const other of prediction.runnersUp) if (other.device === device) most = Math.max(most, other.probability);
  }
  return most;
};
