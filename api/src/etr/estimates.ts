import type { Sql } from '@relight/db/connect';
import { estimateRestoration } from '@relight/shared/etr/estimate';
import type { CalibratedModel } from '@relight/shared/etr/learn-from-history';
import { openOutageOf } from '@relight/shared/etr/open-outage';
import { isForTheModel, isWorthSaying } from '@relight/shared/etr/worth-saying';
import type { CommandOf } from '@relight/shared/operation/commands';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { ETR_MODEL } from '@relight/shared/rules/etr-defaults';
import type { Logger } from 'pino';
import { type Operations, SYSTEM } from '../operations/operations.ts';
import { type Repeated, repeat } from '../repeat.ts';
import type { RestorationModels } from './restoration-models.ts';
import { stormMode } from './storm.ts';

const LOOK_MS = 15_000;

/** Gives open incidents a restoration time as long as no person has. */
export type Estimates = Repeated;

/**
 * Looks at every live operation with somebody out of supply; drills are left to their players. Every process looks: the command's id
 * makes the same estimate happen once. In a storm nothing is estimated, and times that are overdue stay so until a person gives another.
 */
export const startEstimates = ({
  sql,
  operations,
  models,
  log,
  lookMs = LOOK_MS,
}: {
  readonly sql: Sql;
  readonly operations: Pick<Operations, 'state' | 'submit' | 'now'>;
  readonly models: RestorationModels;
  readonly log: Logger;
  readonly lookMs?: number;
}): Estimates => {
  const look = async () => {
    const open = await sql<{ id: string }[]>`
      select id from operations where kind = 'live' and status = 'open' and exists (
        select from incidents where operation_id = operations.id
          and status in ('predicted', 'confirmed', 'partiallyRestored'))`;
    for (const { id } of open) await lookAt(id);
  };

  const lookAt = async (operation: string) => {
    const state = await operations.state(operation);
    if (state === undefined) return;
    const waiting = Object.values(state.incidents).filter(isForTheModel);
    const now = new Date(operations.now());
    if (waiting.length === 0 || (await stormMode(sql, operation, now)).storm) return;
    const model = await models.of(operation, state.network);
    for (const incident of waiting) {
      const command = commandFor(state, incident, model, now);
      if (command === null) continue;
      const said = await timesSaid(operation, incident.id);
      if (said >= ETR_MODEL.values.maxPerIncident) continue;
      const id = `etr-${incident.id}-${said + 1}-${Date.parse(command.etr) / 60_000}`;
      const outcome = await operations.submit(operation, { ...command, id }, SYSTEM);
      if (outcome.outcome !== 'accepted')
        log.debug({ operation, incident: incident.id, outcome }, 'an estimate was not taken');
    }
  };

  /** Asked of the log: the state holds only the last. */
  const timesSaid = async (operation: string, incident: string): Promise<number> => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from events
      where operation_id = ${operation} and event ->> 'incident' = ${incident} and type = 'etrSet'
        and event ->> 'source' in ('model', 'default')`;
    return row?.count ?? 0;
  };

  return repeat(lookMs, look, (error) => log.warn({ err: error }, 'restoration times could not be estimated'));
};

const commandFor = (
  state: OperationState,
  incident: Incident,
  model: CalibratedModel,
  now: Date,
): Omit<CommandOf<'setEtr'>, 'id'> | null => {
  const outage = openOutageOf(state, incident, new Date(incident.outSince).getHours());
  const estimate = estimateRestoration(model, outage, now.toISOString());
  if (estimate === null || !isWorthSaying(incident, estimate, now.toISOString())) return null;
  return { type: 'setEtr', incident: incident.id, ...estimate };
};
