import { setImmediate } from 'node:timers/promises';
import type { Database } from '@relight/db/connect';
import type { PredictionFacts } from '@relight/shared/network/facts';
import type { OperationState } from '@relight/shared/operation/state';
import { PREDICTION } from '@relight/shared/rules/prediction-thresholds';
import type { Logger } from 'pino';
import { type Operations, SYSTEM } from '../operations/operations.ts';
import type { Outcome } from '../operations/outcome.ts';
import { isLocated, placeByPosition } from './place-by-position.ts';
import { isMovable, type OnNetwork, placeOnNetwork } from './place-on-network.ts';
import { type Orders, ordersFor } from './placement.ts';
import {
  followMerges,
  markPlaced,
  markThoseInTheLog,
  markUnplaced,
  operationsWithWaiting,
  readEvidence,
  readWaiting,
  type WaitingReport,
} from './waiting-reports.ts';

/** Reports that arrive together are placed together. */
const COALESCE_MS = 40;
const MAX_PAUSE_MS = 1_000;
const AT_ONCE = 2_000;
const RETRY_MS = 2_000;
/** How often a report whose placement was refused is tried anew, on the state of the day. */
const MAX_TRIES = 5;
/** Operations that this process works on at the same time. */
const MAX_TURNS = 3;
/** First half of the key of the lock that the placing processes of one operation queue at; "place". */
const LOCK = 75_223;

type Dependencies = {
  readonly sql: Database['sql'];
  readonly operations: Pick<Operations, 'state' | 'submit'>;
  readonly facts: (version: string) => Promise<PredictionFacts | null>;
  readonly log: Logger;
};

export type Placer = ReturnType<typeof createPlacer>;

/**
 * Turns trouble reports into outages. One process at a time works on an operation; what it decides goes through the log like every other
 * order. A report is marked once the log holds it, and where the program ended in between, the log is asked first: no report counts twice.
 */
export const createPlacer = ({ sql, operations, facts, log }: Dependencies) => {
  const workers = new Map<string, { again: boolean; done: Promise<void> }>();
  const retries = new Set<NodeJS.Timeout>();
  const tries = new Map<string, number>();
  const merged = new Map<string, ReadonlySet<string>>();
  const queue: (() => void)[] = [];
  let turns = 0;
  let stopped = false;

  const wake = (operation: string): void => {
    if (stopped) return;
    const working = workers.get(operation);
    if (working) {
      working.again = true;
      return;
    }
    const worker = { again: false, done: Promise.resolve() };
    workers.set(operation, worker);
    worker.done = work(operation, worker);
  };

  const work = async (operation: string, worker: { again: boolean }): Promise<void> => {
    try {
      let pauseMs = COALESCE_MS;
      do {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        worker.again = false;
        const started = performance.now();
        await locked(operation, () => placeAll(operation));
        // In a flood the rule weighs ten thousands of calls: at most half of the time goes into it.
        pauseMs = Math.min(MAX_PAUSE_MS, Math.max(COALESCE_MS, performance.now() - started));
      } while (worker.again && !stopped);
      workers.delete(operation);
    } catch (error) {
      workers.delete(operation);
      if (stopped) return;
      log.warn({ err: error, operation }, 'reports could not be placed; trying again');
      const timer = setTimeout(() => {
        retries.delete(timer);
        wake(operation);
      }, RETRY_MS);
      retries.add(timer);
    }
  };

  const locked = async (operation: string, task: () => Promise<void>): Promise<void> => {
    // Each turn holds a connection and needs others: all at once would wait for each other for ever.
    while (turns >= MAX_TURNS) await new Promise<void>((resolve) => queue.push(resolve));
    turns++;
    try {
      const connection = await sql.reserve();
      try {
        await connection`select pg_advisory_lock(${LOCK}, hashtext(${operation}))`;
        await task();
      } finally {
        await connection`select pg_advisory_unlock(${LOCK}, hashtext(${operation}))`.catch(() => {});
        connection.release();
      }
    } finally {
      turns--;
      queue.shift()?.();
    }
  };

  const placeAll = async (operation: string): Promise<void> => {
    await markThoseInTheLog(sql, operation);
    while (!stopped) {
      const waiting = await readWaiting(sql, operation, AT_ONCE);
      if (waiting.length === 0) return;
      // Requests come first: a flood of reports must not make the desk wait.
      await setImmediate();
      const placements = await decide(operation, waiting);
      await carryOut(operation, placements, waiting);
    }
  };

  const decide = async (operation: string, waiting: readonly WaitingReport[]) => {
    const state = await operations.state(operation);
    if (!state) throw new Error(`operation ${operation} cannot be read`);
    await follow(operation, state);
    const now = new Date().toISOString();
    const { placements, left } = await onNetwork(operation, state, { waiting, now });
    return [...placements, ...placeByPosition(state, left.filter(isLocated), operation)].map((placement) =>
      ordersFor(placement, { operation, seq: state.seq, now }),
    );
  };

  const onNetwork = async (
    operation: string,
    state: OperationState,
    { waiting, now }: { waiting: readonly WaitingReport[]; now: string },
  ): Promise<OnNetwork> => {
    if (state.network === null) return { placements: [], left: waiting };
    const network = await facts(state.network);
    if (network === null) throw new Error(`network ${state.network} cannot be read`);
    const movable = Object.values(state.incidents).filter(({ id }) => isMovable(state, id));
    const since = new Date(Date.parse(now) - PREDICTION.values.windowMinutes * 60_000).toISOString();
    const evidence = await readEvidence(sql, operation, { incidents: movable.map(({ id }) => id), since });
    return placeOnNetwork(state, network, { waiting, evidence, now });
  };

  /** Reports follow the incident they belong to into the one that it became part of, whoever joined the two. */
  const follow = async (operation: string, state: OperationState): Promise<void> => {
    const seen = merged.get(operation) ?? new Set();
    const fresh = state.finished.recent.filter(({ id, mergedInto }) => mergedInto !== null && !seen.has(id));
    await followMerges(
      sql,
      operation,
      fresh.map(({ id, mergedInto }) => ({ from: id, into: mergedInto ?? id })),
    );
    merged.set(operation, new Set(state.finished.recent.map(({ id }) => id)));
  };

  const carryOut = async (
    operation: string,
    placements: readonly Orders[],
    waiting: readonly WaitingReport[],
  ): Promise<void> => {
    let failure: string | undefined;
    const refused = new Map(waiting.map(({ id }) => [id, 'noRule']));
    // All at once, in this order: the log judges them one after the other and writes them together.
    const given = placements.map(async ({ incident, commands, reports }) => {
      const ids = reports.map(({ id }) => id);
      const outcomes = await Promise.all(commands.map((command) => operations.submit(operation, command, SYSTEM)));
      const bad = outcomes.find(
        (outcome): outcome is Exclude<Outcome, { outcome: 'accepted' }> => outcome.outcome !== 'accepted',
      );
      if (bad === undefined) {
        await markPlaced(sql, operation, incident, ids);
        for (const id of ids) refused.delete(id);
      } else if (bad.outcome === 'failed') {
        failure = bad.message;
      } else {
        for (const id of ids) refused.set(id, bad.code);
      }
    });
    await Promise.all(given);
    // No verdict: the orders may be in the log or not, which is to be asked before anything is tried again.
    if (failure !== undefined) throw new Error(failure);
    await giveUpOn(operation, refused);
    // Part of a placement may have gone through before the part that was refused.
    if (refused.size > 0) await markThoseInTheLog(sql, operation);
  };

  const giveUpOn = async (operation: string, refused: ReadonlyMap<string, string>): Promise<void> => {
    for (const [id, reason] of refused) {
      const key = `${operation} ${id}`;
      const tried = (tries.get(key) ?? 0) + 1;
      tries.set(key, tried);
      if (tried < MAX_TRIES) continue;
      tries.delete(key);
      log.warn({ operation, report: id, reason }, 'a report could not be placed');
      await markUnplaced(sql, operation, reason, [id]);
    }
  };

  return {
    /** Says that reports of an operation wait. */
    wake,
    /** Places what an earlier run left behind. */
    async start(): Promise<void> {
      for (const operation of await operationsWithWaiting(sql)) wake(operation);
    },
    /** Settles when nothing is under way; for tests, and before the end. */
    async idle(): Promise<void> {
      while (workers.size > 0) await Promise.all([...workers.values()].map(({ done }) => done));
    },
    async stop(): Promise<void> {
      stopped = true;
      for (const timer of retries) clearTimeout(timer);
      await this.idle();
    },
  };
};
