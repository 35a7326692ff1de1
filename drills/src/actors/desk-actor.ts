import type { Position } from '@relight/shared/geo/distance';
import type { Command } from '@relight/shared/operation/commands';
import type { CrewId } from '@relight/shared/operation/ids';
import { crewsOf } from '@relight/shared/operation/select';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { suggestCrews } from '@relight/shared/operation/suggest-crews';
import { planUnderWay } from '@relight/shared/operation/switching-plans';
import type { Cause } from '@relight/shared/operation/vocabulary';
import { between, pickBy } from './chance.ts';
import { SECONDS } from './pace.ts';
import type { SimulatedCrew } from './world-port.ts';

const CAUSES: readonly Cause[] = [
  'treeDown',
  'animal',
  'equipmentFailure',
  'cableFault',
  'overload',
  'vehicle',
  'construction',
];

/** A refused dispatch is tried again after this long, under a new id. */
const RETRY_MS = 15_000;

/** What the simulated dispatcher orders next about an incident, or nothing yet: send the first crew that may go, and close what is done. */
export const deskOrder = (options: {
  readonly state: OperationState;
  readonly incident: Incident;
  readonly now: number;
  /** Caused by a person, who gets time to take it on. */
  readonly stranger: boolean;
  /** Crews that are nobody else's to send. */
  readonly crews: readonly SimulatedCrew[];
  readonly position: (crew: CrewId) => Position | undefined;
}): Command | undefined => {
  const { state, incident, now, stranger, crews, position } = options;
  const waited = (since: string, step: keyof typeof SECONDS) =>
    now >= Date.parse(since) + between(`${incident.id}-${step}`, SECONDS[step]) * 1000;
  if (crewsOf(state, incident.id).length > 0) return undefined;
  // A plan that a person has adopted is that person's to end.
  if (planUnderWay(state, incident.id) !== undefined) return undefined;
  if (incident.status === 'restored') {
    if (!waited(incident.restoredAt ?? incident.reportedAt, 'close')) return undefined;
    const cause = pickBy(`${incident.id}-cause`, CAUSES) ?? 'unknown';
    return {
      id: `sim-${incident.id}-close-${incident.changedSeq}`,
      type: 'closeIncident',
      incident: incident.id,
      cause,
    };
  }
  if (!waited(incident.reportedAt, stranger ? 'dispatchStranger' : 'dispatch')) return undefined;
  const [best] = suggestCrews(
    state,
    incident,
    crews.map((crew) => ({ ...crew, position: position(crew.id) ?? crew.base })),
  );
  if (best === undefined || best.hindrance !== null) return undefined;
  const attempt = `${incident.id.slice(4)}-${Math.floor(now / RETRY_MS)}`;
  return {
    id: `sim-dispatch-${attempt}`,
    type: 'dispatchCrew',
    dispatch: `dsp_${attempt}`,
    incident: incident.id,
    crew: best.crew,
  };
};
