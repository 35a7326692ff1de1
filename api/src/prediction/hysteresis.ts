import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import {
  type ShownDevice,
  type ShowRules,
  shownDevice,
  type TelemetryOf,
} from '@relight/shared/network/predict/shown-device';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident } from '@relight/shared/operation/state';
import { SCORER_SERVICE } from './ruling.ts';

/** Remembers what has been likelier than the shown device of each incident, and since when, so that nothing flaps. */
export const createHysteresis = (rules: ShowRules, telemetryOf: TelemetryOf) => {
  const challengers = new Map<IncidentId, NonNullable<ShownDevice['challenger']>>();
  /** Whether an incident that is shown at one device is to be shown at another now. */
  const changes = ({ id, place, ruling }: Incident, prediction: DevicePrediction, now: number): boolean => {
    // Where only a meter was to be asked, no device was shown.
    if (place.device === null || ruling?.rule === SCORER_SERVICE) return true;
    const probability = ruling?.probability ?? 0;
    const previous: ShownDevice = {
      device: place.device,
      probability,
      status: probability >= rules.probable ? 'probable' : 'predicted',
      challenger: challengers.get(id) ?? null,
    };
    const next = shownDevice(previous, [prediction], now, rules, telemetryOf);
    if (next?.challenger) challengers.set(id, next.challenger);
    else challengers.delete(id);
    return next !== null && next.device !== place.device;
  };

  return {
    changes,
    /** The same at one instant, for whoever asks several times: what was answered once stays so. */
    at(now: number): (incident: Incident, prediction: DevicePrediction) => boolean {
      const answers = new Map<string, boolean>();
      return (incident, prediction) => {
        const key = `${incident.id} ${prediction.device}`;
        const answer = answers.get(key) ?? changes(incident, prediction, now);
        answers.set(key, answer);
        return answer;
      };
    },
    /** Forgets incidents that are no longer there. */
    keep(isOpen: (id: IncidentId) => boolean): void {
      for (const id of challengers.keys()) if (!isOpen(id)) challengers.delete(id);
    },
  };
};
