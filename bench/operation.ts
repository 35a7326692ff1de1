import { createOperations, type Operations } from '@relight/api/operations/operations';
import type { Sql } from '@relight/db/connect';
import type { Command } from '@relight/shared/operation/commands';
import type { Actor, EventOf } from '@relight/shared/operation/events';
import pino from 'pino';

/** Who gives the orders of a benchmark. */
export const DISPATCHER: Actor = { id: 'usr_bench', role: 'dispatcher' };
export const SILENT = pino({ level: 'silent' });

/** What every measured order leaves in the log: small, and of the usual kind. */
export const NOTE: EventOf<'noteAdded'> = {
  type: 'noteAdded',
  incident: 'inc_bench',
  text: 'pole 23 broken at the base, three wires down',
};
export const noteCommand = (id: string): Command => ({ id, ...NOTE, type: 'addNote' });

export const openOperations = (sql: Sql): Promise<Operations> =>
  createOperations({
    sql,
    directory: { network: () => null, crew: () => undefined, base: () => undefined },
    log: SILENT,
  });

/** An operation with the one incident that all notes are about. */
export const openBenchOperation = async (operations: Operations, id: string): Promise<void> => {
  await operations.create({ id, kind: 'live', name: { zh: id, en: id }, network: null });
  await operations.submit(id, INCIDENT, DISPATCHER);
};

const INCIDENT: Command = {
  id: 'open',
  type: 'openIncident',
  incident: NOTE.incident,
  site: {
    type: 'area',
    outline: [
      [120, 30],
      [120.1, 30],
      [120.1, 30.1],
      [120, 30],
    ],
    customers: 100,
    name: 'bench',
    area: 'urban',
  },
  since: '2026-11-01T00:00:00.000Z',
  reason: 'dispatcherJudgement',
  hazard: false,
};
