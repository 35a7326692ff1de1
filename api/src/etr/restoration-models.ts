import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sql } from '@relight/db/connect';
import { latestEstimates } from '@relight/shared/etr/calibration';
import { type CalibratedModel, learnFromHistory } from '@relight/shared/etr/learn-from-history';
import type { HistoricOutage } from '@relight/shared/etr/past-outages';
import type { Stated } from '@relight/shared/etr/replay';
import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Operations } from '../operations/operations.ts';
import { readImportedOutages, readOwnOutages } from './read-history.ts';

/** So long a model is used before it is learned anew: also from what was imported and restored meanwhile. */
const RELEARN_MS = 10 * 60_000;

/** What past outages say, for each operation. */
export type RestorationModels = {
  /** @param network the network version that the operation works on; null for none */
  of(operation: string, network: string | null): Promise<CalibratedModel>;
};

export const createRestorationModels = ({
  sql,
  operations,
  facts,
  relearnMs = RELEARN_MS,
  paceOf = () => 1,
}: {
  readonly sql: Sql;
  readonly operations: Pick<Operations, 'now'>;
  readonly facts: (network: string) => Promise<NetworkFacts | null>;
  readonly relearnMs?: number;
  /** How many times as fast as in its past things go in an operation: above 1 where simulated people live. */
  readonly paceOf?: (operation: string) => number;
}): RestorationModels => {
  const models = new Map<string, { readonly learnedAt: number; readonly model: Promise<CalibratedModel> }>();

  const learn = async (operation: string, network: string | null): Promise<CalibratedModel> => {
    const known = network === null ? null : await facts(network);
    const now = new Date(operations.now());
    const imported = atPace(await readImportedOutages(sql, known), paceOf(operation), now.getTime());
    const own = await readOwnOutages(sql, operation, now);
    const history = [...imported, ...own];
    const stated: Stated[] = [];
    for (const one of latestEstimates(history)) {
      stated.push(one);
      // Of ten thousand outages this takes seconds, in which everybody else is served between two of them.
      await nextTurn();
    }
    return learnFromHistory(history, stated, now.getTime());
  };

  return {
    of(operation, network) {
      const last = models.get(operation);
      if (last && operations.now() - last.learnedAt < relearnMs) return last.model;
      const model = learn(operation, network);
      models.set(operation, { learnedAt: operations.now(), model });
      // What could not be learned is tried again by the next who asks.
      model.catch(() => models.delete(operation));
      return model;
    },
  };
};

/** The past as if it had gone by so many times as fast up to now: what was open together stays so. The hour of the day stays what it was. */
const atPace = (past: readonly HistoricOutage[], pace: number, now: number): readonly HistoricOutage[] =>
  pace === 1
    ? past
    : past.map((outage) => {
        const from = Math.round(now - (now - outage.from) / pace);
        return { ...outage, from, until: from + Math.round((outage.until - outage.from) / pace) };
      });
