import { setImmediate } from 'node:timers/promises';
import type { Sql } from '@relight/db/connect';
import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Overlay } from '@relight/shared/network/overlay';
import type { MeterToAsk } from '@relight/shared/network/predict/meters-to-ask';
import type { DevicePrediction, Evidence, KnownOutage, Predictor } from '@relight/shared/network/predict/predictor';
import type { Ranges } from '@relight/shared/network/ranges';
import { movableIncidents } from '@relight/shared/operation/absorption';
import { customersOut, deadSections } from '@relight/shared/operation/customers-out';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import { overlayOf } from '@relight/shared/operation/overlay-of';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { EVIDENCE_MEMORY_MS } from '@relight/shared/rules/evidence-memory';
import { METER_ASKING } from '@relight/shared/rules/meter-asking';
import type { PredictionValues } from '@relight/shared/rules/prediction-parameters';
import type { PREDICTION_REVIEW } from '@relight/shared/rules/prediction-review';
import { evidenceOf } from './evidence-of-reports.ts';
import { createHysteresis } from './hysteresis.ts';
import { createLastSaid } from './last-said.ts';
import { cursorSince, readMeterEvents, readMetered, type StoredMeterEvent } from './meter-evidence.ts';
import { createNews, readNews } from './news.ts';
import { createOpinions } from './opinions.ts';
import type { OutlookNow } from './outlook-order.ts';
import { readPositions, type StoredPosition } from './positions.ts';
import { createQuestions } from './questions.ts';
import { createRepeats } from './repeats.ts';
import { createReviewer, type Review, type Reviews, reviewable } from './review.ts';
import { SCORER_SERVICE } from './ruling.ts';
import { recordedByHand, standing } from './tell-positions.ts';
import { readPlaced, type WaitingReport } from './waiting-reports.ts';

const FORGET_EVERY_MS = 10 * 60_000;
/** Pieces of evidence weighed before other requests get their turn: some milliseconds. */
const AT_A_TIME = 50;
/** As long as other requests may have to wait while silence is weighed. */
const AT_A_STRETCH_MS = 10;

/** A network version as prediction needs it. */
export type PredictionNetwork = {
  readonly facts: NetworkFacts;
  /** @param meters how many meters of a service point say when they lose supply */
  readonly newPredictor: (meters: (servicePoint: string) => number) => Predictor;
};

/** All that this process knows of the supply in one operation, kept current with what is said and with the log. */
export type Watch = Awaited<ReturnType<typeof openWatch>>;

/** Rebuilds what is known from the evidence of the last hours and the state: the log is never asked for evidence. */
export const openWatch = async (options: {
  readonly sql: Sql;
  readonly operation: string;
  readonly state: OperationState;
  readonly network: PredictionNetwork;
  readonly show: PredictionValues['show'];
  readonly review: typeof PREDICTION_REVIEW;
  readonly now: number;
}) => {
  const { sql, operation, network } = options;
  const { facts } = network;
  const since = new Date(options.now - EVIDENCE_MEMORY_MS).toISOString();
  // The network file does not say who has a meter that speaks: those have one that were heard of.
  const metered = new Set(await readMetered(sql, operation));
  const predictor = network.newPredictor((servicePoint) => (metered.has(servicePoint) ? 1 : 0));
  const said = createLastSaid();
  const repeats = createRepeats();
  const questions = createQuestions();
  const positions = new Map<string, StoredPosition>();
  const hysteresis = createHysteresis(options.show, (device) => positions.get(device)?.position);
  const opinions = createOpinions(predictor, options.review);
  const reviewer = createReviewer(options.review);
  let cursor = await cursorSince(sql, operation, since);
  let { seq } = options.state;
  let drawn = '';
  let overlay: Overlay = overlayOf(options.state);
  let forgotten = options.now;
  let held = 0;
  const news = createNews();

  const weigh = (evidence: Evidence): void => {
    if (predictor.add(evidence)) news.hear(evidence);
  };

  const hearMeters = async (events: readonly StoredMeterEvent[], now: number): Promise<void> => {
    for (const [index, event] of events.entries()) {
      if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
      const at = Math.min(event.at, now);
      if (event.kind === 'asked') {
        questions.ask({ servicePoint: event.servicePoint, section: event.section, at });
        continue;
      }
      metered.add(event.servicePoint);
      questions.heard(event.servicePoint, at);
      said.hear(event.section, event.servicePoint, event.kind === 'powerOn' ? 'on' : 'off', at);
      if (repeats.isRepeat(event.servicePoint, event.kind, at)) continue;
      weigh({ id: event.id, kind: event.kind, servicePoint: event.servicePoint, at });
    }
  };

  /** Who was asked and has said nothing for long enough does not answer. */
  const hearSilence = (now: number): void => {
    for (const { servicePoint, section, at: askedAt } of questions.unanswered(now)) {
      const at = askedAt + questions.answerMs;
      said.hear(section, servicePoint, 'off', at);
      if (repeats.isRepeat(servicePoint, 'noResponse', at)) continue;
      weigh({ id: `unanswered:${servicePoint}:${askedAt}`, kind: 'noResponse', servicePoint, at });
    }
  };

  const hearReports = async (reports: readonly WaitingReport[], now: number): Promise<void> => {
    for (const [index, report] of reports.entries()) {
      if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
      const evidence = evidenceOf(report, facts, now);
      if (evidence === undefined || report.section === null || evidence.at < now - EVIDENCE_MEMORY_MS) continue;
      said.hear(report.section, evidence.servicePoint, 'off', evidence.at);
      weigh(evidence);
    }
  };

  const hearPositions = (newest: readonly StoredPosition[]): void => {
    for (const position of newest) {
      positions.set(position.device, position);
      news.hearPosition();
      predictor.position(position);
    }
  };

  const draw = (state: OperationState): void => {
    const movable = movableIncidents(state).map(({ id }) => id);
    overlay = overlayOf(state, movable);
    const known = knownOutages(state, new Set(movable));
    held = heldCustomers(state, known);
    const drawing = JSON.stringify([overlay, known]);
    if (drawing === drawn) return;
    drawn = drawing;
    predictor.setNetworkState(overlay, known);
  };

  /** Who was out because of an incident has had supply back, or has never been out: what was said there until then is settled. */
  const settle = ({ ranges, servicePoint, at }: SettledPlace): void => {
    if (ranges.length > 0) predictor.restored(ranges, at);
    if (servicePoint === undefined) return;
    predictor.add({ id: `settled:${servicePoint}:${at}`, kind: 'powerOn', servicePoint, at });
  };

  draw(options.state);
  hearPositions(standing(await readPositions(sql, operation), options.state, facts));
  for (const place of settledPlaces(options.state, options.now - EVIDENCE_MEMORY_MS)) settle(place);
  await hearReports(await readPlaced(sql, operation, since), options.now);
  cursor = await readMeterEvents(sql, operation, cursor, (events) => hearMeters(events, options.now));

  news.begin(await readNews(sql, operation, options.state.outlook?.at ?? null));

  return {
    facts,
    /** What has come since the last outlook. */
    news,
    /** Customers out beyond what is confirmed, as of the last predictions: what a person holds as predicted is certain to them. */
    outlook: (): OutlookNow => ({ ...predictor.outlook(), held }),
    overlay: () => overlay,
    said,
    hysteresis,
    /** The last event that has been taken account of. */
    seq: () => seq,
    /** Takes account of what happened since: `events` lead from the last state to this one. */
    follow(state: OperationState, events: readonly RecordedEvent[]): void {
      for (const recorded of events) {
        const { event, at } = recorded;
        for (const position of recordedByHand(recorded)) predictor.position(position);
        if (event.type !== 'supplyRestored' && event.type !== 'incidentCancelled') continue;
        const line = state.finished.recent.findLast(({ id }) => id === event.incident);
        const { servicePoint } = (state.incidents[event.incident] ?? line)?.place ?? {};
        if (event.type === 'supplyRestored')
          settle({ ranges: event.ranges, servicePoint, at: Date.parse(event.occurredAt) });
        // Whoever called it off has dealt with its calls.
        else if (line !== undefined) settle({ ranges: line.ranges, servicePoint, at: Date.parse(at) });
      }
      seq = state.seq;
      for (const memory of [hysteresis, reviewer, opinions]) memory.keep((id) => id in state.incidents);
      draw(state);
    },
    hearReports,
    hearPositions,
    /** Reads what meters have said, whichever process took it in. */
    async readMeters(now: number): Promise<void> {
      cursor = await readMeterEvents(sql, operation, cursor, (events) => hearMeters(events, now));
    },
    /** What it thinks, silence weighed up to now. */
    async predictions(now: number): Promise<readonly DevicePrediction[]> {
      if (now - forgotten > FORGET_EVERY_MS) {
        forgotten = now;
        predictor.forget(now - EVIDENCE_MEMORY_MS);
        said.forget(now - EVIDENCE_MEMORY_MS);
        repeats.forget(now - EVIDENCE_MEMORY_MS);
        questions.forget(now - EVIDENCE_MEMORY_MS);
      }
      hearSilence(now);
      let rested = performance.now();
      for (const _ of predictor.refreshing(now)) {
        if (performance.now() - rested < AT_A_STRETCH_MS) continue;
        await setImmediate();
        rested = performance.now();
      }
      return predictor.predictions();
    },
    /** What has become of the predictions that are shown, as of `predictions`, the last answer. */
    reviews(state: OperationState, predictions: readonly DevicePrediction[], now: number): Reviews {
      const found = new Map<IncidentId, Review>();
      for (const { incident, finding } of opinions.on(reviewable(state), { state, predictions, now }))
        found.set(incident.id, { finding, verdict: reviewer.judge(incident, finding.probability, now) });
      return found;
    },
    /** Meters that were asked and may still answer. */
    asked: questions.open,
    /** The meters whose answers would tell most about an outage that is shown. */
    metersToAsk(incident: Incident, state: OperationState, now: number): readonly MeterToAsk[] {
      return (
        opinions.opinionOn(incident, state)?.metersToAsk({
          mayAsk: (servicePoint) => questions.mayAsk(servicePoint, now),
          most: METER_ASKING.values.perOutage,
          callersFirst: incident.ruling?.rule === SCORER_SERVICE,
        }) ?? []
      );
    },
    hasEvidence: (): boolean => predictor.size().evidence > 0,
  };
};

/** Outages that are certain for the rules: those that people or telemetry have touched. */
const knownOutages = (state: OperationState, movable: ReadonlySet<string>): KnownOutage[] =>
  Object.values(state.incidents)
    .filter(({ id }) => !movable.has(id))
    .map((incident) => ({
      id: incident.id,
      dead: deadSections(incident),
      device: incident.place.device,
      // A caller who reports a danger may have lost supply with others: that is open until somebody has looked.
      servicePoint: incident.hazard && incident.status === 'predicted' ? undefined : incident.place.servicePoint,
      since: Date.parse(incident.outSince),
    }))
    .filter(({ dead, servicePoint }) => dead.length > 0 || servicePoint !== undefined);

/** Customers of predicted incidents that the predictor takes as certain, or that lie at no place of its network. */
const heldCustomers = (state: OperationState, known: readonly KnownOutage[]): number => {
  const certain = new Set(known.map(({ id }) => id));
  return Object.values(state.incidents)
    .filter(({ status }) => status === 'predicted')
    .filter(({ id, place }) => certain.has(id) || (place.device === null && place.servicePoint === undefined))
    .reduce((sum, incident) => sum + customersOut(incident), 0);
};

/** What was restored or called off lately, oldest first: evidence from before is settled. */
const settledPlaces = (state: OperationState, since: number): readonly SettledPlace[] =>
  [
    ...Object.values(state.incidents).flatMap(({ steps, place: { servicePoint } }) =>
      steps.map(({ ranges, at }) => ({ ranges, servicePoint, at })),
    ),
    ...state.finished.recent
      .filter(({ end }) => end !== 'merged')
      .map(({ ranges, place: { servicePoint }, end, at, restoredAt }) => ({
        ranges,
        servicePoint,
        at: end === 'closed' ? (restoredAt ?? at) : at,
      })),
  ]
    .map((place) => ({ ...place, at: Date.parse(place.at) }))
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at - b.at);

/** Where supply is back as a whole, or at one service point alone. */
type SettledPlace = { readonly ranges: Ranges; readonly servicePoint: string | undefined; readonly at: number };
