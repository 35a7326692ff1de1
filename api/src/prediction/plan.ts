import type { NetworkFacts } from '@relight/shared/network/facts';
import { incidentLookup } from '@relight/shared/network/incident-lookup';
import type { Overlay } from '@relight/shared/network/overlay';
import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { ShowRules } from '@relight/shared/network/predict/shown-device';
import { type Ranges, subtractRanges } from '@relight/shared/network/ranges';
import type { Ruling } from '@relight/shared/operation/commands';
import { deadSections, deadWithin } from '@relight/shared/operation/customers-out';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { assign } from './assign.ts';
import { type Hypothesis, hypothesesOf } from './hypotheses.ts';
import { movableIncidents } from './movable.ts';
import { moveFor, restatement } from './move-or-stay.ts';
import { nestedIn } from './nested.ts';
import type { Placement, Unattended } from './placement.ts';
import { reportsLeft } from './reports-left.ts';
import type { Reviews } from './review.ts';
import { verifyFirst } from './verify-first.ts';
import type { WaitingReport } from './waiting-reports.ts';
import { withdrawals } from './withdraw.ts';

export type PlanInput = {
  readonly state: OperationState;
  readonly facts: NetworkFacts;
  readonly overlay: Overlay;
  /** Likeliest first, disjoint. */
  readonly predictions: readonly DevicePrediction[];
  /** New reports, and those of incidents that move away from them (`from`). */
  readonly waiting: readonly WaitingReport[];
  /** What has become of the predictions that are shown. */
  readonly reviews: Reviews;
  readonly ruling: (prediction: DevicePrediction) => Ruling;
  /** Whether an incident that is shown at one device is to be shown at another. Only asked where they differ. */
  readonly changes: (incident: Incident, prediction: DevicePrediction) => boolean;
  /** Whether everybody who seemed to be out there since then has supply. */
  readonly allAnswered: (ranges: Ranges, since: number) => boolean;
  /** From which probability on a prediction is shown, and from which it counts as probable. */
  readonly show: Pick<ShowRules, 'predicted' | 'probable'>;
};

export type Plan = {
  readonly placements: readonly Placement[];
  /** Reports that nothing of the network stands for. */
  readonly left: readonly WaitingReport[];
};

/**
 * What follows for the log from what the predictor thinks: outages to predict, to move, to withdraw, to doubt, to call off, and where each
 * waiting report belongs. Incidents that people have touched stay as they are, and take the reports from within them.
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
    const fresh = some.filter(({ from }) => from !== incident);
    if (fresh.length > 0) attached.set(incident, [...(attached.get(incident) ?? []), ...fresh]);
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
  const withdrawn = withdrawals(assigned, unassigned, input.reviews);
  const sheltering = new Set(withdrawn.map(({ to }) => to));
  for (const { incident, to, review } of withdrawn) {
    placements.push({
      kind: 'move',
      incident: incident.id,
      device: to.prediction.device,
      absorbs: [],
      ruling: input.ruling(to.prediction),
      withdrawn: input.ruling(review.finding),
      reports: reports.takeFor(to).filter(({ from }) => from !== incident.id),
    });
    moving.add(incident.id);
  }
  for (const { hypothesis, incidents } of assigned) {
    const [first] = incidents;
    if (first === undefined || sheltering.has(hypothesis)) continue;
    const own = reports.takeFor(hypothesis);
    const move = moveFor(hypothesis, incidents, input);
    if (move === undefined) attach(first.id, own);
    else {
      placements.push({ ...move, reports: own.filter(({ from }) => from !== move.incident) });
      for (const id of [move.incident, ...move.absorbs]) moving.add(id);
    }
  }
  // What moves away leaves room for what is new.
  for (const { hypothesis, incidents } of assigned) {
    if (incidents.length > 0 || sheltering.has(hypothesis)) continue;
    const fresh = predictionFor(hypothesis, input, [...moving]);
    if (fresh !== undefined) placements.push({ ...fresh, reports: reports.takeFor(hypothesis) });
  }

  for (const report of reports.all()) {
    const incident = home(report);
    if (incident !== undefined && !moving.has(incident.id)) attach(incident.id, reports.take(report));
  }
  // What nothing explains any more stays where it was counted: whoever called is told there how it ended.
  const unexplained = reports.all().filter(({ from }) => from === undefined);
  const { placements: single, left } = verifyFirst(unexplained, facts);

  for (const incident of unassigned) {
    if (attached.has(incident.id) || moving.has(incident.id)) continue;
    if (!input.allAnswered(deadSections(incident), Date.parse(incident.since) - SAID_BEFORE_MS)) continue;
    placements.push({ kind: 'cancel', incident: incident.id, reports: [] });
    moving.add(incident.id);
  }
  for (const [id, review] of input.reviews) {
    const incident = state.incidents[id];
    // One that another device explains moves there as soon as that has been likelier for long enough.
    if (incident === undefined || moving.has(id) || attached.has(id)) continue;
    if (isMovable.has(id) && !unassigned.includes(incident)) continue;
    const placement = restatement(incident, review, isMovable.has(id), input);
    if (placement !== undefined) placements.push(placement);
  }
  const attachments = Array.from(
    attached,
    ([incident, some]): Placement => ({ kind: 'attach', incident, reports: some }),
  );
  return { placements: [...placements, ...single, ...attachments], left };
};

/** The beginning of an outage is an estimate; who said to be out a little before it meant this one. */
const SAID_BEFORE_MS = 10 * 60_000;

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
