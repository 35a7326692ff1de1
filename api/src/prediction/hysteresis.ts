import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident } from '@relight/shared/operation/state';
import type { PredictionValues } from '@relight/shared/rules/prediction-parameters';
import { SCORER_SERVICE } from './ruling.ts';

/** So sure that only telemetry can have said it. */
const CERTAIN = 0.9999;

/**
 * Keeps what is shown from flapping: an incident moves when the new device is several times as likely as the one that is shown, or has
 * stayed the best for some minutes, or is certain.
 */
export const createHysteresis = ({ changeRatio, changeMinutes }: PredictionValues['show']) => {
  const challengers = new Map<IncidentId, { readonly device: string; readonly since: number }>();
  return {
    changes(incident: Incident, { device, probability, runnersUp }: DevicePrediction, now: number): boolean {
      const shown = incident.place.device;
      const shownIs = runnersUp.find((next) => next.device === shown)?.probability ?? 0;
      const known = challengers.get(incident.id);
      const since = known?.device === device ? known.since : now;
      challengers.set(incident.id, { device, since });
      return (
        probability >= CERTAIN ||
        probability >= changeRatio * shownIs ||
        incident.ruling?.rule === SCORER_SERVICE ||
        now - since >= changeMinutes * 60_000
      );
    },
    /** Forgets the challengers of incidents that nobody challenges any more. */
    keep(ids: ReadonlySet<IncidentId>): void {
      for (const id of challengers.keys()) if (!ids.has(id)) challengers.delete(id);
    },
  };
};
