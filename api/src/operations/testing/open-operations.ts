import type { Sql } from '@relight/db/connect';
import type { Command } from '@relight/shared/operation/commands';
import type { Actor } from '@relight/shared/operation/events';
import { dispatcher, testContext, testNetwork } from '@relight/shared/operation/testing/world';
import { pino } from 'pino';
import type { Directory } from '../directory.ts';
import { createOperations, type Operations } from '../operations.ts';
import type { Outcome } from '../outcome.ts';

const { crew } = testContext({ at: '' });

/** The feeder and the crews of the test world. */
export const testDirectory: Directory = {
  network: () => testNetwork,
  crew,
  base: () => ({ lon: 120.05, lat: 30 }),
};

export const silent = pino({ level: 'silent' });

/** An operations service as one process has it. Several on one database are several processes. */
export const openOperations = (sql: Sql, directory = testDirectory): Promise<Operations> =>
  createOperations({ sql, directory, log: silent });

/** Makes the live operation `op` on the test network. */
export const createTestOperation = async (operations: Operations, id = 'op'): Promise<void> => {
  const outcome = await operations.create({
    id,
    kind: 'live',
    name: { zh: '试验', en: 'Test' },
    network: 'test-1',
  });
  if (outcome.outcome !== 'accepted') throw new Error(`not created: ${JSON.stringify(outcome)}`);
};

/** A command that can be given any number of times, each with an incident of its own in a hand-drawn area. */
export const openArea = (n: string | number, note?: string): Command => ({
  id: `open-area-${n}`,
  type: 'openIncident',
  incident: `inc_${n}`,
  site: {
    type: 'area',
    outline: [
      [120, 30],
      [120.1, 30],
      [120.1, 30.1],
      [120, 30],
    ],
    customers: 40,
    name: `Village ${n}`,
    area: 'rural',
  },
  since: '2020-01-01T08:00:00.000Z',
  reason: 'dispatcherJudgement',
  hazard: false,
  ...(note !== undefined && { note }),
});

/** Gives a command that must be accepted. */
export const must = async (
  operations: Operations,
  command: Command,
  actor: Actor = dispatcher,
): Promise<Extract<Outcome, { outcome: 'accepted' }>> => {
  const outcome = await operations.submit('op', command, actor);
  if (outcome.outcome !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
  return outcome;
};
