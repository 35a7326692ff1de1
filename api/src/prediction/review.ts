import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import { GIVEN_BACK } from '@relight/shared/operation/hold';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { PREDICTION_REVIEW } from '@relight/shared/rules/prediction-review';
import { SCORER } from './ruling.ts';

/**
 * What has become of a prediction. `weaker`: it is to be stated anew, with less; `unsupported`: something else is far likelier by now;
 * `undecided`: neither is it supported nor long enough unsupported.
 */
export type Verdict = 'supported' | 'undecided' | 'weaker' | 'unsupported';

/** With what the evidence says of the device that the outage is shown at. */
export type Review = { readonly verdict: Verdict; readonly finding: DevicePrediction };
export type Reviews = ReadonlyMap<IncidentId, Review>;

/**
 * Predictions of which the evidence can still say something: at a device, by the odds, with nobody restored yet. Where somebody has seen
 * the fault, or telemetry the opening, there is nothing to doubt.
 */
export const reviewable = (state: OperationState): readonly Incident[] =>
  Object.values(state.incidents).filter(
    ({ status, ruling, place, confirmed, steps, lostLater, fault }) =>
      (status === 'predicted' || (status === 'confirmed' && confirmed?.reason === 'dispatcherJudgement')) &&
      (ruling?.rule === SCORER || ruling?.rule === GIVEN_BACK) &&
      place.device !== null &&
      steps.length === 0 &&
      lostLater.length === 0 &&
      fault === null,
  );

/** Judges predictions by what the evidence says of them over time. */
export const createReviewer = ({ values } = PREDICTION_REVIEW) => {
  /** Since when something has been so, milliseconds, by incident and what. */
  const since = new Map<IncidentId, Map<string, number>>();

  const lasts = (id: IncidentId, what: string, isSo: boolean, now: number): boolean => {
    const known = since.get(id) ?? new Map<string, number>();
    since.set(id, known);
    if (!isSo) {
      known.delete(what);
      return false;
    }
    const begun = known.get(what) ?? now;
    known.set(what, begun);
    return now - begun >= values.minutes * 60_000;
  };

  return {
    /** To be asked again and again, at growing times, milliseconds. */
    judge({ id, place, ruling }: Incident, probability: number, now: number): Verdict {
      const stated = ruling?.probability ?? 1;
      // Both are asked, so that both times run.
      const unsupported = lasts(id, `unsupported ${place.device}`, probability < values.withdrawBelow, now);
      const weaker = lasts(id, `weaker ${place.device} ${stated}`, probability < values.restateBelow * stated, now);
      if (unsupported) return 'unsupported';
      if (weaker) return 'weaker';
      return probability >= values.supportedFrom ? 'supported' : 'undecided';
    },
    /** Forgets incidents that are no longer there. */
    keep(isOpen: (id: IncidentId) => boolean): void {
      for (const id of since.keys()) if (!isOpen(id)) since.delete(id);
    },
  };
};
