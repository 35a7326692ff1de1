import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { Ranges } from '@relight/shared/network/ranges';

/** A device that may have opened, with what that would put in the dark and the evidence that it explains. */
export type Hypothesis = {
  readonly prediction: DevicePrediction;
  readonly below: Ranges;
  readonly evidence: ReadonlySet<string>;
};

/** One for each device, likeliest first. What puts nobody in the dark is none. */
export const hypothesesOf = (
  predictions: readonly DevicePrediction[],
  below: (device: string) => Ranges,
): readonly Hypothesis[] => {
  const byDevice = new Map<string, DevicePrediction>();
  for (const prediction of predictions) {
    const known = byDevice.get(prediction.device);
    // Two lone calls under one transformer: one place to look at.
    byDevice.set(prediction.device, known === undefined ? prediction : together(known, prediction));
  }
  return [...byDevice.values()]
    .map((prediction) => ({
      prediction,
      below: below(prediction.device),
      evidence: new Set(prediction.evidence),
    }))
    .filter((hypothesis) => hypothesis.below.length > 0);
};

const together = (a: DevicePrediction, b: DevicePrediction): DevicePrediction => {
  const sum = (name: string) => ({ [name]: (a.counts[name] ?? 0) + (b.counts[name] ?? 0) });
  return {
    ...a,
    since: Math.min(a.since, b.since),
    evidence: [...a.evidence, ...b.evidence],
    counts: { ...a.counts, ...sum('calls'), ...sum('lastGasps'), ...sum('pingsOff'), ...sum('pingsOn') },
  };
};
