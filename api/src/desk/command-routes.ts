import { randomUUID } from 'node:crypto';
import { commandAnswer } from '@relight/shared/http/read-models';
import { must } from '@relight/shared/must';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { mayCommand } from '@relight/shared/operation/authorize';
import { type Command, commandSchema } from '@relight/shared/operation/commands';
import type { Actor } from '@relight/shared/operation/events';
import { z } from 'zod';
import { type App, describe, jsonSchema } from '../http/endpoint.ts';
import { HttpProblem, notFound, tryLater } from '../http/problem.ts';
import { check, readBody } from '../http/read-body.ts';
import type { Operations } from '../operations/operations.ts';
import { type FailureCode, isAboutRights, type Outcome } from '../operations/outcome.ts';
import { REFUSAL_MESSAGES } from './refusal-messages.ts';

const anyCommand = z.looseObject({ id: z.unknown().optional() }, 'must be an object with the members of one command');

type Dependencies = {
  readonly operations: Pick<Operations, 'submit' | 'create'>;
  readonly facts: (version: string) => Promise<NetworkFacts | null>;
};

/** Orders over HTTP: the same commands, the same judge and the same answers as on the live socket. */
export const commandRoutes = (app: App, dependencies: Dependencies): void => {
  describe(app, {
    method: 'post',
    path: '/api/operations/{id}/commands',
    tag: 'Operations',
    summary: 'Give an order',
    description:
      'The same `id` sent again gives the same answer and changes nothing, so a command whose answer was lost can be repeated. ' +
      'Without an `id` the server makes one. Each role may give only its own orders, and a crew only those about itself.',
    bodyContent: { 'application/json': { schema: jsonSchema(commandSchema, 'input') } },
    answer: commandAnswer,
    problems: {
      404: 'There is no such operation.',
      409: 'Refused; `code` says why, and `details` about what.',
      503: 'No verdict; send the same command again after Retry-After.',
    },
  });
  app.post('/api/operations/:id/commands', async (c) => {
    const { actor } = must(c.get('who'), 'who gives an order');
    const body = await readBody(c, anyCommand);
    const command = check(commandSchema, { ...body, id: body.id ?? `http-${randomUUID()}` });
    const outcome = await give(dependencies, c.req.param('id'), command, actor);
    if (outcome.outcome === 'accepted') return c.json({ seq: outcome.seq, events: outcome.events }, 200);
    throw problemOf(outcome);
  });
};

const give = async (
  { operations, facts }: Dependencies,
  id: string,
  command: Command,
  actor: Actor,
): Promise<Outcome> => {
  if (command.type !== 'openOperation' || !mayCommand(actor.role, command.type)) {
    return operations.submit(id, command, actor);
  }
  check(operationId, id);
  const { kind, name, network } = command;
  if (network !== null && (await facts(network)) === null) {
    throw new HttpProblem(409, 'networkUnknown', `There is no network version "${network}". Import it first.`);
  }
  return operations.create({ id, kind, name, network, actor });
};

const operationId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'the id of an operation is 1 to 64 letters, digits, hyphens, underscores or dots',
  );

const problemOf = (outcome: Exclude<Outcome, { outcome: 'accepted' }>): HttpProblem => {
  if (outcome.outcome === 'refused') {
    const { code, details } = outcome;
    const status = isAboutRights(code) ? 403 : 409;
    return new HttpProblem(status, code, REFUSAL_MESSAGES[code], { details });
  }
  return FAILURES[outcome.code](outcome.message);
};

const FAILURES: Readonly<Record<FailureCode, (message: string) => HttpProblem>> = {
  operationUnknown: () => notFound('This operation'),
  commandIdReused: () =>
    new HttpProblem(409, 'commandIdReused', 'This id belongs to a different command. Make a new id for every command.'),
  networkUnavailable: () =>
    tryLater(
      503,
      'networkUnavailable',
      'The network model cannot be read at the moment. Send the same command again.',
      5,
    ),
  unavailable: (message) => tryLater(503, 'unavailable', message, 2),
  invalid: () => new HttpProblem(422, 'invalid', 'The command does not say what a command must.'),
  overloaded: () => tryLater(503, 'overloaded', 'Too many commands are waiting. Send the same command again.', 1),
  internal: () => new HttpProblem(500, 'internal', 'The server failed to do this. The reason is in its log.'),
};
