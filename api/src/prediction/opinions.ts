import type { DevicePrediction, Opinion, Predictor } from '@relight/shared/network/predict/predictor';
import { movableIncidents } from '@relight/shared/operation/absorption';
import { idOfPlace } from '@relight/shared/operation/former-places';
import type { IncidentId } from '@relight/shared/operation/ids';
import { overlayOf } from '@relight/shared/operation/overlay-of';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { PREDICTION_REVIEW } from '@relight/shared/rules/prediction-review';

type Finding = { readonly incident: Incident; readonly finding: DevicePrediction };

/** As many of those that are judged apart at a time; the others are when it is their turn. */
const APART_AT_ONCE = 5;

/**
 * What the evidence says of the device that an outage is shown at. One that rules may still move is weighed with everything else. One that
 * people have touched counts as known, so it is judged apart, as if nobody knew of it: that costs more, and is done now and then.
 */
export const createOpinions = (predictor: Predictor, { values } = PREDICTION_REVIEW) => {
  const apart = new Map<IncidentId, { readonly at: number; readonly finding: DevicePrediction | null }>();

  const judgeApart = (incident: Incident, state: OperationState, movable: ReadonlySet<IncidentId>): Opinion | null =>
    predictor.reconsider(incident.id, overlayOf(state, [...movable, incident.id]));

  return {
    /**
     * Of each that there is anything to be said of; `now` in milliseconds. What is predicted anyway need not be asked for: in a storm that is
     * nearly all.
     */
    on(
      incidents: readonly Incident[],
      { state, predictions, now }: { state: OperationState; predictions: readonly DevicePrediction[]; now: number },
    ): readonly Finding[] {
      const predicted = new Map(
        predictions.filter(({ level }) => level === 'device').map((prediction) => [prediction.device, prediction]),
      );
      const movable = movableIds(state);
      const touched = incidents.filter(({ id }) => !movable.has(id));
      const judgedAt = ({ id }: Incident) => apart.get(id)?.at ?? Number.NEGATIVE_INFINITY;
      const due = touched
        .filter((incident) => now - judgedAt(incident) >= values.apartEveryMinutes * 60_000)
        .sort((a, b) => judgedAt(a) - judgedAt(b));
      for (const incident of due.slice(0, APART_AT_ONCE))
        apart.set(incident.id, { at: now, finding: judgeApart(incident, state, movable)?.prediction ?? null });
      return incidents.flatMap((incident) => {
        const { id, place } = incident;
        const finding =
          movable.has(id) && place.device !== null
            ? (predicted.get(place.device) ?? predictor.about(place.device)?.prediction)
            : apart.get(id)?.finding;
        // What was said of the place that it has left since says nothing of the new one.
        return finding == null || finding.device !== place.device ? [] : [{ incident, finding }];
      });
    },
    /** One of them with what to ask, whatever that costs; null where nothing is to be said. */
    opinionOn(incident: Incident, state: OperationState): Opinion | null {
      const place = idOfPlace(incident.place);
      if (place === null) return null;
      const movable = movableIds(state);
      return movable.has(incident.id) ? predictor.about(place) : judgeApart(incident, state, movable);
    },
    /** Forgets incidents that are no longer there. */
    keep(isOpen: (id: IncidentId) => boolean): void {
      for (const id of apart.keys()) if (!isOpen(id)) apart.delete(id);
    },
  };
};

const movableIds = (state: OperationState): ReadonlySet<IncidentId> =>
  new Set(movableIncidents(state).map(({ id }) => id));
