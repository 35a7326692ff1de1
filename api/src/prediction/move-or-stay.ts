import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { Incident } from '@relight/shared/operation/state';
import type { Hypothesis } from './hypotheses.ts';
import type { Placement, Unattended } from './placement.ts';
import type { PlanInput } from './plan.ts';
import type { Review } from './review.ts';
import { SCORER, SCORER_SERVICE } from './ruling.ts';

/** Where incidents go that a hypothesis is about; undefined where what is shown is to stay. */
export const moveFor = (
  { prediction }: Hypothesis,
  incidents: readonly Incident[],
  { ruling, changes, show }: PlanInput,
): Unattended<'move'> | undefined => {
  const { device, level } = prediction;
  const here = incidents.find((incident) => incident.place.device === device);
  const first = here ?? incidents[0];
  if (first === undefined) return undefined;
  const others = incidents.filter((incident) => incident !== first).map(({ id }) => id);
  if (here !== undefined) {
    if (others.length === 0 && !isFirmer(here, prediction, show)) return undefined;
  } else if (level === 'service' || !changes(first, prediction)) return undefined;
  return { kind: 'move', incident: first.id, device, absorbs: others, ruling: ruling(prediction) };
};

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
  return { kind: 'move', incident: id, device: place.device, absorbs: [], ruling: ruling(finding), reports: [] };
};

/**
 * From a lone call to a device, or from one of possible, predicted and probable to the next: worth a new sentence. Smaller changes would
 * only make people look again.
 */
const isFirmer = (
  { ruling }: Incident,
  { level, probability }: DevicePrediction,
  { predicted, probable }: PlanInput['show'],
): boolean => {
  if (ruling === null || level === 'service') return false;
  if (ruling.rule === SCORER_SERVICE) return true;
  const stated = ruling.probability ?? 1;
  return ruling.rule === SCORER && [predicted, probable].some((from) => stated < from && probability >= from);
};
