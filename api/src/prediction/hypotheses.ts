import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Overlay } from '@relight/shared/network/overlay';
import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { Ranges } from '@relight/shared/network/ranges';

/** A device that may have opened or a service point that may have lost supply by itself, and the evidence that this explains. */
export type Hypothesis = {
  readonly prediction: DevicePrediction;
  /** What it puts in the dark; of a service point, the section that the point stands in. */
  readonly below: Ranges;
  /** Null where it is about a device. */
  readonly servicePoint: string | null;
  readonly evidence: ReadonlySet<string>;
};

/** One for each prediction, likeliest first. What puts nobody in the dark is none. */
export const hypothesesOf = (
  predictions: readonly DevicePrediction[],
  { facts, overlay }: { readonly facts: NetworkFacts; readonly overlay: Overlay },
): readonly Hypothesis[] =>
  predictions
    .map((prediction) => {
      const isService = prediction.level === 'service';
      const section = isService ? facts.servicePoint(prediction.device)?.section : undefined;
      const below = isService
        ? section === undefined
          ? []
          : [section, section + 1]
        : (facts.belowUnder(overlay, prediction.device)?.ranges ?? []);
      return {
        prediction,
        below,
        servicePoint: isService ? prediction.device : null,
        evidence: new Set(prediction.evidence),
      };
    })
    .filter(({ below }) => below.length > 0);
