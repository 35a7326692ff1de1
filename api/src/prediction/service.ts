import { setImmediate } from 'node:timers/promises';
import type { Sql } from '@relight/db/connect';
import type { MetersToAskAnswer } from '@relight/shared/http/meters-to-ask';
import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { Ranges } from '@relight/shared/network/ranges';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import { EVIDENCE_MEMORY_MS } from '@relight/shared/rules/evidence-memory';
import type { PredictionParameters } from '@relight/shared/rules/prediction-parameters';
import { PREDICTION_REVIEW } from '@relight/shared/rules/prediction-review';
import type { Logger } from 'pino';
import { type Operations, SYSTEM } from '../operations/operations.ts';
import { type Repeated, repeat } from '../repeat.ts';
import { metersToAsk } from './asking.ts';
import { createCarrier } from './carry-out.ts';
import { createLeadership } from './leadership.ts';
import { readLeftBehind, readUnexplained } from './left-behind.ts';
import { outlookOrder } from './outlook-order.ts';
import { readPartedCalls } from './parted-calls.ts';
import { isLocated, placeByPosition } from './place-by-position.ts';
import { ordersForAll } from './placement.ts';
import { type Plan, plan, withoutNetwork } from './plan.ts';
import { markTold, readUntold } from './positions.ts';
import { createReader } from './reader.ts';
import { rulingOf } from './ruling.ts';
import { newsOf, tellTelemetry } from './tell-positions.ts';
import {
  followMerges,
  markMoved,
  markOver,
  markThoseInTheLog,
  operationsWithEvidence,
  operationsWithWaiting,
  readWaiting,
  type WaitingReport,
} from './waiting-reports.ts';
import { openWatch, type PredictionNetwork, type Watch } from './watch.ts';
import { createWorkers } from './workers.ts';

/** How often what was taken in by other processes, and silence, is looked at. */
const LOOK_MS = 1_000;
const REFRESH_MS = 15_000;
const AT_ONCE = 2_000;
/** Log lines read at once to catch up. */
const PAGE = 1_000;

type Dependencies = {
  readonly sql: Sql;
  readonly operations: Pick<Operations, 'state' | 'events' | 'submit' | 'subscribe' | 'now'>;
  /** Null if there is no such version. */
  readonly network: (version: string) => Promise<PredictionNetwork | null>;
  readonly parameters: PredictionParameters;
  /** When what is shown is taken back. */
  readonly review?: typeof PREDICTION_REVIEW;
  /** So many of the reports that wait are read and placed at once. */
  readonly atOnce?: number;
  readonly log: Logger;
};

export type Prediction = ReturnType<typeof createPrediction>;

/** What is kept of an operation while this process predicts for it. */
type Led = { watch: Watch | undefined; readonly unsubscribe: (() => void) | undefined; quietSince: number };

/**
 * Turns what callers, meters and telemetry say into outages. One process at a time predicts for an operation; what it decides goes through
 * the log like every other order. A report is marked once the log holds it, and where the program ended in between, the log is asked
 * first: no report counts twice.
 */
export const createPrediction = ({
  sql,
  operations,
  network,
  parameters,
  review = PREDICTION_REVIEW,
  atOnce = AT_ONCE,
  log,
}: Dependencies) => {
  const leadership = createLeadership({ sql });
  const led = new Map<string, Led>();
  const carryOut = createCarrier({ sql, operations, log });
  const merged = new Map<string, ReadonlySet<string>>();
  const loops: Repeated[] = [];
  const workers = createWorkers({
    work: (operation) => predict(operation),
    failed: (operation, error) => {
      // What it was in the middle of is not known: it is rebuilt from what is stored.
      const one = led.get(operation);
      if (one !== undefined) one.watch = undefined;
      log.warn({ err: error, operation }, 'prediction failed; trying again');
    },
  });

  const predict = async (operation: string): Promise<void> => {
    const led = await lead(operation);
    if (led === undefined) return;
    await markThoseInTheLog(sql, operation);
    let after: string | undefined;
    for (;;) {
      const waiting = await readWaiting(sql, operation, { limit: atOnce, after });
      // Requests come first: a flood must not make the desk wait.
      await setImmediate();
      const heardWith = await turn(operation, led, waiting);
      after = waiting.at(-1)?.id;
      if (workers.stopped()) return;
      if (waiting.length >= atOnce) continue;
      await tellOutlook(operation, led, heardWith);
      return;
    }
  };

  /** What is kept of the operation; undefined where another process predicts for it. */
  const lead = async (operation: string): Promise<Led | undefined> => {
    const before = leadership.leads(operation);
    if (!(await leadership.lead(operation))) {
      letGo(operation);
      return undefined;
    }
    // Whoever led in between may have placed reports that this process has never seen.
    if (!before) letGo(operation);
    const known = led.get(operation);
    if (known !== undefined) return known;
    const unsubscribe = await operations.subscribe(operation, (events) => {
      if (events.some(({ actor }) => actor.id !== SYSTEM.id)) workers.wake(operation);
    });
    const fresh: Led = { watch: undefined, unsubscribe, quietSince: operations.now() };
    led.set(operation, fresh);
    await markMoved(sql, operation);
    return fresh;
  };

  const letGo = (operation: string): void => {
    led.get(operation)?.unsubscribe?.();
    led.delete(operation);
    merged.delete(operation);
  };

  /**
   * Hears everything that is new, asks what it means, and gives the orders that follow.
   * @returns the state that the evidence was weighed with
   */
  const turn = async (operation: string, one: Led, waiting: readonly WaitingReport[]): Promise<OperationState> => {
    const state = await tellPositions(operation, one);
    const takenOver = await follow(operation, state);
    const unexplained = await readUnexplained(sql, operation, takenOver, state);
    const parted = await readPartedCalls(sql, operation, state, (await networkOf(state))?.facts ?? null);
    const now = new Date(operations.now()).toISOString();
    const { placements, left, over } = await onNetwork(operation, one, {
      state,
      waiting: [...waiting, ...unexplained, ...parted],
      now,
    });
    const all = [...placements, ...placeByPosition(state, left.filter(isLocated), operation)];
    await markOver(sql, operation, over);
    const settled = new Set(over.map(({ report }) => report));
    await carryOut(
      operation,
      ordersForAll(all, { operation, seq: state.seq, now }),
      waiting.filter((report) => !settled.has(report)),
    );
    // Whoever asks for the evidence of the new incident finds what came with the others.
    if (all.some((placement) => 'absorbs' in placement && placement.absorbs.length > 0))
      await follow(operation, await currentState(operation));
    return state;
  };

  /** Tells the log how many customers are expected to be out, where that has changed. */
  const tellOutlook = async (operation: string, { watch }: Led, heardWith: OperationState): Promise<void> => {
    if (watch === undefined) return;
    const state = await currentState(operation);
    const order = outlookOrder(watch.outlook(), {
      operation,
      heardWith,
      state,
      news: watch.news.counts(),
      now: operations.now(),
    });
    if (order === null) return;
    const outcome = await operations.submit(operation, order, SYSTEM);
    if (outcome.outcome === 'failed') throw new Error(outcome.message);
    if (outcome.outcome === 'accepted') watch.news.told();
    else log.warn({ operation, reason: outcome.code }, 'an outlook was refused');
  };

  const currentState = async (operation: string): Promise<OperationState> => {
    const state = await operations.state(operation);
    if (state === undefined) throw new Error(`operation ${operation} cannot be read`);
    return state;
  };

  const networkOf = async ({ network: version }: OperationState): Promise<PredictionNetwork | null> => {
    if (version === null) return null;
    const found = await network(version);
    if (found === null) throw new Error(`network ${version} cannot be read`);
    return found;
  };

  const onNetwork = async (
    operation: string,
    one: Led,
    { state, waiting, now }: { state: OperationState; waiting: readonly WaitingReport[]; now: string },
  ): Promise<Plan> => {
    const onIt = await networkOf(state);
    if (onIt === null)
      return withoutNetwork(state, waiting, new Date(Date.parse(now) - EVIDENCE_MEMORY_MS).toISOString());
    const at = Date.parse(now);
    const watch = await current(operation, one, { state, network: onIt, now: at });
    await watch.hearReports(waiting, at);
    await watch.readMeters(at);
    const predictions = await watch.predictions(at);
    if (watch.hasEvidence()) one.quietSince = at;
    const { facts } = onIt;
    const { id, values } = parameters;
    const input = {
      state,
      facts,
      overlay: watch.overlay(),
      predictions,
      waiting,
      reviews: watch.reviews(state, predictions, at),
      ruling: (prediction: DevicePrediction) => rulingOf(prediction, { facts, parameters: id }),
      changes: watch.hysteresis.at(at),
      allAnswered: (ranges: Ranges, since: number) =>
        watch.said.hasAnswer(ranges) && watch.said.allAnswered(ranges, since),
      suppliedSince: watch.said.suppliedSince,
      oldest: new Date(at - EVIDENCE_MEMORY_MS).toISOString(),
      show: values.show,
    };
    const first = plan(input);
    const behind = await readLeftBehind(sql, operation, first.placements, input);
    const planned = behind.length === 0 ? first : plan({ ...input, waiting: [...waiting, ...behind] });
    watch.said.forgetAnswers();
    return planned;
  };

  /** The watch, brought up to this state. */
  const current = async (
    operation: string,
    one: Led,
    { state, network, now }: { state: OperationState; network: PredictionNetwork; now: number },
  ): Promise<Watch> => {
    if (one.watch === undefined || one.watch.facts.version !== network.facts.version || one.watch.seq() > state.seq) {
      one.watch = await openWatch({ sql, operation, state, network, show: parameters.values.show, review, now });
      return one.watch;
    }
    const events: RecordedEvent[] = [];
    for (let from = one.watch.seq(); from < state.seq; ) {
      const page = (await operations.events(operation, from, Math.min(PAGE, state.seq - from))) ?? [];
      if (page.length === 0) throw new Error(`events of ${operation} after ${from} cannot be read`);
      events.push(...page);
      from = page.at(-1)?.seq ?? state.seq;
    }
    one.watch.follow(state, events);
    return one.watch;
  };

  /** Tells the log which devices telemetry reports in another position than it knows, and says how the operation stands then. */
  const tellPositions = async (operation: string, one: Led): Promise<OperationState> => {
    for (;;) {
      const state = await currentState(operation);
      const untold = await readUntold(sql, operation, AT_ONCE);
      if (untold.length === 0) return state;
      const onIt = await networkOf(state);
      if (onIt !== null) {
        const watch = await current(operation, one, { state, network: onIt, now: operations.now() });
        watch.hearPositions(untold);
        await tellTelemetry(operation, newsOf(untold, state, onIt.facts), { operations, log });
      }
      await markTold(sql, operation, untold);
    }
  };

  /**
   * Reports follow the incident they belong to into the one that it became part of, whoever joined the two.
   * @returns the incidents that others have become part of since
   */
  const follow = async (operation: string, state: OperationState): Promise<readonly IncidentId[]> => {
    const seen = merged.get(operation) ?? new Set();
    const fresh = state.finished.recent.filter(({ id, mergedInto }) => mergedInto !== null && !seen.has(id));
    await followMerges(
      sql,
      operation,
      fresh.map(({ id, mergedInto }) => ({ from: id, into: mergedInto ?? id })),
    );
    merged.set(operation, new Set(state.finished.recent.map(({ id }) => id)));
    return fresh.flatMap(({ mergedInto }) => mergedInto ?? []);
  };

  /** What this process knows because it predicts, or else what it reads for the occasion. */
  const reader = createReader({
    led: (operation) => (leadership.leads(operation) ? led.get(operation)?.watch : undefined),
    open: async (operation, state, now) => {
      const onIt = await networkOf(state);
      if (onIt === null) return null;
      const watch = await openWatch({
        sql,
        operation,
        state,
        network: onIt,
        show: parameters.values.show,
        review,
        now,
      });
      await watch.predictions(now);
      return watch;
    },
  });

  const every = (ms: number, what: string, work: () => Promise<void>) =>
    loops.push(repeat(ms, work, (error) => log.warn({ err: error }, what)));

  const refresh = async (): Promise<void> => {
    const now = operations.now();
    for (const [operation, { quietSince }] of led) {
      if (now - quietSince < EVIDENCE_MEMORY_MS) workers.wake(operation);
      else if (!workers.isBusy(operation)) {
        letGo(operation);
        await leadership.resign(operation);
      }
    }
  };

  return {
    /** Says that something new was taken in for an operation. */
    wake: workers.wake,
    /** Deals with what an earlier run left behind, and from now on with what other processes take in. */
    async start(): Promise<void> {
      const since = new Date(operations.now() - EVIDENCE_MEMORY_MS).toISOString();
      const left = [...(await operationsWithWaiting(sql)), ...(await operationsWithEvidence(sql, since))];
      for (const operation of new Set(left)) workers.wake(operation);
      if (loops.length > 0) return;
      every(LOOK_MS, 'could not look for what waits', async () => {
        for (const operation of await operationsWithWaiting(sql)) workers.wake(operation);
      });
      every(REFRESH_MS, 'could not refresh predictions', refresh);
    },
    /** Which meters to ask, of one incident or of all; undefined if there is no such operation. */
    metersToAsk: async (operation: string, incident?: string): Promise<MetersToAskAnswer | undefined> => {
      const state = await operations.state(operation);
      if (state === undefined || state.seq === 0) return undefined;
      const now = operations.now();
      const watch = await reader.watchOn(operation, state, now);
      return metersToAsk(watch, state, { incident, now });
    },
    /** Settles when nothing is under way; for tests, and before the end. */
    idle: workers.idle,
    async stop(): Promise<void> {
      await Promise.all(loops.map((loop) => loop.close()));
      await workers.stop();
      for (const operation of [...led.keys()]) letGo(operation);
      await leadership.close();
    },
  };
};
