import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import { idOfPlace } from '@relight/shared/operation/former-places';
import { GIVEN_BACK } from '@relight/shared/operation/hold';
import type { Incident } from '@relight/shared/operation/state';
import type { Hypothesis } from './hypotheses.ts';
import type { Placement, Unattended } from './placement.ts';
import type { PlanInput } from './plan.ts';
import type { Review } from './review.ts';
import { SCORER, SCORER_SERVICE } from './ruling.ts';

/**
 * What follows for incidents that a hypothesis is about: the one at its own place is said anew and takes in the others; where there is none,
 * they become part of a new one at that place, because a number stays with its place. Undefined where what is shown is to stay.
 */
export const moveFor = (
  { prediction }: Hypothesis,
  incidents: readonly Incident[],
  { ruling, changes, show }: PlanInput,
): Unattended<'restate'> | Unattended<'predict'> | undefined => {
  const { device, level, since } = prediction;
  const here = incidents.find(({ place }) => idOfPlace(place) === device);
  if (here !== undefined) {
    const others = incidents
      .filter((incident) => incident !== here)
      .map(({ id }) => id)
      .slice(0, MOST_ABSORBED);
    if (others.length === 0 && !isFirmer(here, prediction, show) && !hasHeardMore(here, prediction)) return undefined;
    return { kind: 'restate', incident: here.id, device, absorbs: others, ruling: ruling(prediction) };
  }
  if (incidents.length === 0 || level === 'service') return undefined;
  if (!incidents.every((incident) => changes(incident, prediction))) return undefined;
  return {
    kind: 'predict',
    device,
    absorbs: incidents.map(({ id }) => id).slice(0, MOST_ABSORBED),
    ruling: ruling(prediction),
    began: since,
    since: null,
    nestedIn: null,
  };
};

/** As many as one command may name; the others follow with the next look. */
const MOST_ABSORBED = 200;

/** What is to be said anew of an incident that stays where it is; undefined: nothing. */
export const restatement = (
  incident: Incident,
  { verdict, finding }: Review,
  isMovable: boolean,
  { ruling }: PlanInput,
): Placement | undefined => {
  const { id, doubt, place } = incident;
  if (verdict === 'unsupported' && doubt === undefined)
    return { kind: 'doubt', incident: id, finding: ruling(finding), reports: [] };
  if (verdict === 'supported' && doubt !== undefined)
    return { kind: 'doubt', incident: id, finding: null, reports: [] };
  if (verdict !== 'weaker' || !isMovable || place.device === null) return undefined;
  return { kind: 'restate', incident: id, device: place.device, absorbs: [], ruling: ruling(finding), reports: [] };
};

/** Meters have said a good deal more than the sentence counts; calls are counted as they come. */
const hasHeardMore = ({ ruling }: Incident, { level, counts }: DevicePrediction): boolean => {
  if (ruling === null || level === 'service') return false;
  const heard = (from: Readonly<Record<string, number>>) =>
    (from.lastGasps ?? 0) + (from.pingsOff ?? 0) + (from.pingsOn ?? 0);
  return heard(counts) > 1.25 * heard(ruling.evidence) + 1;
};

/**
 * From one of possible, predicted and probable to the next: worth a new sentence. Smaller changes would only make people look again.
 */
const isFirmer = (
  { ruling }: Incident,
  { level, probability }: DevicePrediction,
  { predicted, probable }: PlanInput['show'],
): boolean => {
  if (ruling === null) return false;
  // What a person gave back is to be said by the evidence.
  if (ruling.rule === GIVEN_BACK) return true;
  if (level === 'service') return false;
  // Lines of a log from before lone calls had places of their own.
  if (ruling.rule === SCORER_SERVICE) return true;
  const stated = ruling.probability ?? 1;
  return ruling.rule === SCORER && [predicted, probable].some((from) => stated < from && probability >= from);
};
