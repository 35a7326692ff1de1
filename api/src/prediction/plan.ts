import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Overlay } from '@relight/shared/network/overlay';
import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { ShowRules } from '@relight/shared/network/predict/shown-device';
import { type Ranges, subtractRanges } from '@relight/shared/network/ranges';
import { servicePointOf } from '@relight/shared/network/service-point-of';
import { movableIncidents } from '@relight/shared/operation/absorption';
import type { Ruling } from '@relight/shared/operation/commands';
import { deadWithin } from '@relight/shared/operation/customers-out';
import { formerlyAt, idOfPlace } from '@relight/shared/operation/former-places';
import { isHeld } from '@relight/shared/operation/hold';
import type { IncidentId } from '@relight/shared/operation/ids';
import { type CallerAt, incidentOfCaller } from '@relight/shared/operation/incident-of-caller';
import { sectionsOut } from '@relight/shared/operation/service-point-incidents';
import { SAID_BEFORE_MS, settledIn } from '@relight/shared/operation/settled';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { assign } from './assign.ts';
import { dangersIn } from './dangers.ts';
import { type Hypothesis, hypothesesOf } from './hypotheses.ts';
import { moveFor, restatement } from './move-or-stay.ts';
import { nestedIn } from './nested.ts';
import { type Over, overFor } from './over.ts';
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
  /** Whether the meter of this service point has said since then that it has supply. */
  readonly suppliedSince: (section: number, servicePoint: string, since: number) => boolean;
  /** What was said before this instant is history. */
  readonly oldest: string;
  /** Whether everybody who seemed to be out there since then has supply. */
  readonly allAnswered: (ranges: Ranges, since: number) => boolean;
  /** From which probability on a prediction is shown, and from which it counts as probable. */
  readonly show: Pick<ShowRules, 'predicted' | 'probable'>;
};

export type Plan = {
  readonly placements: readonly Placement[];
  /** Reports that nothing of the network stands for. */
  readonly left: readonly WaitingReport[];
  /** Reports of what is over and no longer in the state. */
  readonly over: readonly Over[];
};

/**
 * What follows for the log from what the predictor thinks: outages to predict, to make part of others, to withdraw, to doubt, to call off, and
 * where each waiting report belongs. Incidents that people have touched stay as they are, and take the reports from within them.
 */
export const plan = (input: PlanInput): Plan => {
  const { state, facts, waiting } = input;
  const movable = movableIncidents(state);
  const isMovable = new Set(movable.map(({ id }) => id));
  const open = Object.values(state.incidents)
    .filter(({ status }) => status !== 'restored')
    .sort((a, b) => a.number - b.number);
  const outageOf = incidentOfCaller(open);
  const reports = reportsLeft(waiting);
  const attached = new Map<IncidentId, WaitingReport[]>();
  const rulings = new Map<IncidentId, Ruling>();
  const attach = (incident: IncidentId, some: readonly WaitingReport[]) => {
    const fresh = some.filter(({ from }) => from !== incident);
    if (fresh.length > 0) attached.set(incident, [...(attached.get(incident) ?? []), ...fresh]);
  };
  const callerAt = (report: WaitingReport): CallerAt => ({
    section: report.section,
    servicePoint: servicePointOf(report, facts)?.id ?? null,
  });
  const home = (report: WaitingReport): Incident | undefined => outageOf(callerAt(report));

  // Whoever speaks of what is over says nothing of the present.
  const over: Over[] = [];
  const asked = { ...input, settledBy: settledIn(state) };
  for (const report of waiting) {
    const found =
      report.from === undefined ? overFor(report, { at: callerAt(report), home: home(report)?.id }, asked) : undefined;
    if (found === undefined) continue;
    reports.take(report);
    if (found.isOpen && found.incident !== null) attach(found.incident, [report]);
    else over.push(found);
  }

  const placements: Placement[] = [];
  const dangers = dangersIn(state, facts, reports.all());
  for (const [incident, some] of dangers.known) attach(incident, some.flatMap(reports.take));
  const inDanger = new Set(dangers.fresh.map(({ device }) => device));
  for (const danger of dangers.fresh) {
    const isThere = (report: WaitingReport) => servicePointOf(report, facts)?.id === danger.device;
    placements.push({ ...danger, reports: reports.all().filter(isThere).flatMap(reports.take) });
  }

  // Whoever calls from within an outage that is certain is part of it, whatever else is thought.
  for (const report of reports.all()) {
    const incident = home(report);
    if (incident !== undefined && !isMovable.has(incident.id)) attach(incident.id, reports.take(report));
  }

  const hypotheses = hypothesesOf(input.predictions, input).filter(({ servicePoint }) => {
    const standing = outageOf({ servicePoint, section: null });
    return (
      servicePoint === null || (!inDanger.has(servicePoint) && (standing === undefined || isMovable.has(standing.id)))
    );
  });
  const { assigned, unassigned } = assign(hypotheses, movable, facts);
  const moving = new Set<IncidentId>();
  const withdrawn = withdrawals(assigned, unassigned, input.reviews);
  const sheltering = new Set(withdrawn.map(({ to }) => to));
  const again = (device: string) => ({ again: formerlyAt(state, device)?.id });
  for (const { incident, to, review } of withdrawn) {
    const { device, since } = to.prediction;
    placements.push({
      kind: 'predict',
      device,
      absorbs: [incident.id],
      ruling: input.ruling(to.prediction),
      began: since,
      since: null,
      nestedIn: null,
      ...again(device),
      withdrawn: { incident: incident.id, finding: input.ruling(review.finding) },
      reports: reports.takeFor(to).filter(({ from }) => from !== incident.id),
    });
    moving.add(incident.id);
  }
  for (const { hypothesis, incidents } of assigned) {
    const [first] = incidents;
    if (first === undefined || sheltering.has(hypothesis)) continue;
    const own = reports.takeFor(hypothesis);
    const move = moveFor(hypothesis, incidents, input);
    if (move === undefined) {
      attach(first.id, own);
      if (idOfPlace(first.place) === hypothesis.prediction.device)
        rulings.set(first.id, input.ruling(hypothesis.prediction));
    } else if (move.kind === 'restate') {
      placements.push({ ...move, reports: own.filter(({ from }) => from !== move.incident) });
      for (const id of [move.incident, ...move.absorbs]) moving.add(id);
    } else {
      placements.push({
        ...move,
        ...again(move.device),
        reports: own.filter(({ from }) => !isOneOf(move.absorbs, from)),
      });
      for (const id of move.absorbs) moving.add(id);
    }
  }
  // What becomes part of another leaves room for what is new.
  for (const { hypothesis, incidents } of assigned) {
    if (incidents.length > 0 || sheltering.has(hypothesis)) continue;
    const fresh = predictionFor(hypothesis, input, [...moving]);
    if (fresh !== undefined)
      placements.push({ ...fresh, ...again(fresh.device), reports: reports.takeFor(hypothesis) });
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
    if (!input.allAnswered(sectionsOut(incident, facts), Date.parse(incident.since) - SAID_BEFORE_MS)) continue;
    placements.push({ kind: 'cancel', incident: incident.id, reports: [] });
    moving.add(incident.id);
  }
  for (const incident of open) {
    if (!isHeld(incident) || incident.hold?.against !== undefined || attached.has(incident.id)) continue;
    if (!input.allAnswered(sectionsOut(incident, facts), Date.parse(incident.since) - SAID_BEFORE_MS)) continue;
    placements.push({ kind: 'contradict', incident: incident.id, reports: [] });
  }
  for (const [id, review] of input.reviews) {
    const incident = state.incidents[id];
    // One that another device explains becomes part of it as soon as that has been likelier for long enough.
    if (incident === undefined || moving.has(id) || attached.has(id)) continue;
    if (isMovable.has(id) && !unassigned.includes(incident)) continue;
    const placement = restatement(incident, review, isMovable.has(id), input);
    if (placement !== undefined) placements.push(placement);
  }
  const attachments = Array.from(attached, ([incident, some]): Placement => {
    const ruling = rulings.get(incident);
    return { kind: 'attach', incident, reports: some, ...(ruling !== undefined && { ruling }) };
  });
  return { placements: [...placements, ...single, ...attachments], left, over };
};

/** Without a network nothing is predicted: reports are placed by their position, those that speak of now. */
export const withoutNetwork = (state: OperationState, waiting: readonly WaitingReport[], oldest: string): Plan => {
  const asked = { settledBy: settledIn(state), suppliedSince: () => false, oldest };
  const over = waiting.flatMap((report) => overFor(report, { at: report, home: undefined }, asked) ?? []);
  const settled = new Set(over.map(({ report }) => report));
  return { placements: [], left: waiting.filter((report) => !settled.has(report)), over };
};

const isOneOf = (ids: readonly IncidentId[], id: IncidentId | undefined): boolean =>
  id !== undefined && ids.includes(id);

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
