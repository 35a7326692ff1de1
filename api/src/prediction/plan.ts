import type { NetworkFacts } from '@relight/shared/network/facts';
import { incidentLookup } from '@relight/shared/network/incident-lookup';
import type { Overlay } from '@relight/shared/network/overlay';
import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import { type Ranges, subtractRanges } from '@relight/shared/network/ranges';
import type { Ruling } from '@relight/shared/operation/commands';
import { deadSections, deadWithin } from '@relight/shared/operation/customers-out';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { assign } from './assign.ts';
import { type Hypothesis, hypothesesOf } from './hypotheses.ts';
import { movableIncidents } from './movable.ts';
import { nestedIn } from './nested.ts';
import type { Placement } from './placement.ts';
import { reportsLeft } from './reports-left.ts';
import { SCORER, SCORER_SERVICE } from './ruling.ts';
import { verifyFirst } from './verify-first.ts';
import type { WaitingReport } from './waiting-reports.ts';

export type PlanInput = {
  readonly state: OperationState;
  readonly facts: NetworkFacts;
  readonly overlay: Overlay;
  /** Likeliest first, disjoint. */
  readonly predictions: readonly DevicePrediction[];
  readonly waiting: readonly WaitingReport[];
  readonly ruling: (prediction: DevicePrediction) => Ruling;
  /** Whether an incident that is shown at one device is to be shown at another. Only asked where they differ. */
  readonly changes: (incident: Incident, prediction: DevicePrediction) => boolean;
  /** Whether everybody who seemed to be out there since then has supply. */
  readonly allAnswered: (ranges: Ranges, since: number) => boolean;
  /** From which probability on a prediction counts as probable. */
  readonly probable: number;
};

export type Plan = {
  readonly placements: readonly Placement[];
  /** Reports that nothing of the network stands for. */
  readonly left: readonly WaitingReport[];
};

/**
 * What follows for the log from what the predictor thinks: outages to predict, to move, to call off, and where each waiting report
 * belongs. Incidents that people have touched stay as they are, and take the reports from within them.
 */
export const plan = (input: PlanInput): Plan => {
  const { state, facts, waiting } = input;
  const movable = movableIncidents(state);
  const isMovable = new Set(movable.map(({ id }) => id));
  const open = Object.values(state.incidents).filter(({ status }) => status !== 'restored');
  const lookup = incidentLookup(
    open
      .sort((a, b) => a.number - b.number)
      .map((incident) => ({ id: incident.id, dead: deadSections(incident), incident })),
  );
  const reports = reportsLeft(waiting);
  const attached = new Map<IncidentId, WaitingReport[]>();
  const attach = (incident: IncidentId, some: readonly WaitingReport[]) => {
    if (some.length > 0) attached.set(incident, [...(attached.get(incident) ?? []), ...some]);
  };
  const home = (report: WaitingReport) => (report.section === null ? undefined : lookup.at(report.section)?.incident);

  // Whoever calls from within an outage that is certain is part of it, whatever else is thought.
  for (const report of waiting) {
    const incident = home(report);
    if (incident !== undefined && !isMovable.has(incident.id)) attach(incident.id, reports.take(report));
  }

  const hypotheses = hypothesesOf(input.predictions, (device) => facts.belowUnder(input.overlay, device)?.ranges ?? []);
  const { assigned, unassigned } = assign(hypotheses, movable);
  const placements: Placement[] = [];
  const moving = new Set<IncidentId>();
  for (const { hypothesis, incidents } of assigned) {
    const [first] = incidents;
    if (first === undefined) continue;
    const own = reports.takeFor(hypothesis);
    const move = moveFor(hypothesis, incidents, input);
    if (move === undefined) attach(first.id, own);
    else {
      placements.push({ ...move, reports: own });
      for (const id of [move.incident, ...move.absorbs]) moving.add(id);
    }
  }
  // What moves away leaves room for what is new.
  for (const { hypothesis, incidents } of assigned) {
    if (incidents.length > 0) continue;
    const fresh = predictionFor(hypothesis, input, [...moving]);
    if (fresh !== undefined) placements.push({ ...fresh, reports: reports.takeFor(hypothesis) });
  }

  for (const report of reports.all()) {
    const incident = home(report);
    if (incident !== undefined && !moving.has(incident.id)) attach(incident.id, reports.take(report));
  }
  const { placements: single, left } = verifyFirst(reports.all(), facts);

  for (const incident of unassigned) {
    if (attached.has(incident.id)) continue;
    if (!input.allAnswered(deadSections(incident), Date.parse(incident.since) - SAID_BEFORE_MS)) continue;
    placements.push({ kind: 'cancel', incident: incident.id, reports: [] });
  }
  const attachments = Array.from(
    attached,
    ([incident, some]): Placement => ({ kind: 'attach', incident, reports: some }),
  );
  return { placements: [...placements, ...single, ...attachments], left };
};

/** The beginning of an outage is an estimate; who said to be out a little before it meant this one. */
const SAID_BEFORE_MS = 10 * 60_000;

type Unattended<Kind extends Placement['kind']> = Omit<Extract<Placement, { kind: Kind }>, 'reports'>;

/** Where incidents go that a hypothesis is about; undefined where what is shown is to stay. */
const moveFor = (
  { prediction }: Hypothesis,
  incidents: readonly Incident[],
  { ruling, changes, probable }: PlanInput,
): Unattended<'move'> | undefined => {
  const { device, level } = prediction;
  const here = incidents.find((incident) => incident.place.device === device);
  const first = here ?? incidents[0];
  if (first === undefined) return undefined;
  const others = incidents.filter((incident) => incident !== first).map(({ id }) => id);
  if (here !== undefined) {
    if (others.length === 0 && !isFirmer(here, prediction, probable)) return undefined;
  } else if (level === 'service' || !changes(first, prediction)) return undefined;
  return { kind: 'move', incident: first.id, device, absorbs: others, ruling: ruling(prediction) };
};

/** A new outage; undefined where everybody there is in the dark already, because of something else. */
const predictionFor = (
  { prediction, below }: Hypothesis,
  { state, ruling }: PlanInput,
  moving: readonly IncidentId[],
): Unattended<'predict'> | undefined => {
  const fresh = subtractRanges(below, deadWithin(state, below, moving));
  if (fresh.length === 0) return undefined;
  const { device, since, counts } = prediction;
  const nested = nestedIn(state, fresh, since);
  const isMetered = (counts.lastGasps ?? 0) > 0 || (counts.pingsOff ?? 0) > 0;
  return {
    kind: 'predict',
    device,
    ruling: ruling(prediction),
    absorbs: [],
    began: since,
    since: isMetered && nested === null ? new Date(since).toISOString() : null,
    nestedIn: nested,
  };
};

/** From a lone call to a device, or from likely to probable: worth a new sentence. Smaller changes would only make people look again. */
const isFirmer = ({ ruling }: Incident, { level, probability }: DevicePrediction, probable: number): boolean => {
  if (ruling === null || level === 'service') return false;
  if (ruling.rule === SCORER_SERVICE) return true;
  return ruling.rule === SCORER && (ruling.probability ?? 1) < probable && probability >= probable;
};
