import {
  crewOnRoster,
  type ImportantCustomer,
  importantCustomer,
  operationSummary,
} from '@relight/shared/http/operations';
import { dispatchLine, incidentLine, stateAnswer, totalsAnswer } from '@relight/shared/http/read-models';
import { must } from '@relight/shared/must';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { recordedEvent } from '@relight/shared/operation/events';
import { incidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import { instant } from '@relight/shared/operation/values';
import { totals } from '@relight/shared/readings/totals';
import { z } from 'zod';
import type { Roster } from '../crews/roster.ts';
import { type App, describe, endpoint } from '../http/endpoint.ts';
import { wholeNumber } from '../http/read-query.ts';
import { type Asking, askingOf } from '../networks/area-cache.ts';
import { orNoOperation, stateFound } from '../operations/found.ts';
import type { Operations } from '../operations/operations.ts';
import { crewLine } from './crew-lines.ts';
import { type DrawArea, incidentGeoJson } from './incident-geojson.ts';
import { finishedIncidentLines, openIncidentLines } from './incident-lines.ts';

type Dependencies = {
  readonly operations: Operations;
  readonly roster: Roster;
  readonly facts: (version: string) => Promise<NetworkFacts | null>;
  readonly areas: (version: string, asking: Asking) => Promise<DrawArea | null>;
  readonly importantCustomers: () => Promise<ImportantCustomer[]>;
};

const TAG = 'Operations';
const UNKNOWN = { 404: 'There is no such operation.' };
const MAX_EVENTS = 1000;
const MOMENT = z.strictObject({
  at: z
    .union([wholeNumber(0, 2 ** 31 - 1), instant], {
      error: 'must be the number of an event or an instant like 2026-01-31T12:00:00Z',
    })
    .optional(),
});

/** What can be read of an operation. Every answer is made from its log: the state, or the log itself. */
export const readRoutes = (app: App, { operations, roster, facts, areas, importantCustomers }: Dependencies): void => {
  const stateOf = (id: string) => stateFound(operations, id);
  const stateThen = async (id: string, at: z.infer<typeof MOMENT>['at']): Promise<OperationState> =>
    at === undefined ? stateOf(id) : orNoOperation(await operations.stateAt(id, at));

  endpoint(
    app,
    { method: 'get', path: '/api/operations', tag: TAG, summary: 'All operations', answer: z.array(operationSummary) },
    async () => [...(await operations.list())],
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/events',
      tag: TAG,
      summary: 'The log',
      description: 'Events after `from`, in order and without gaps. Read on with the last `seq` as the next `from`.',
      query: z.strictObject({
        from: wholeNumber(0, 2 ** 31 - 1).default(0),
        limit: wholeNumber(1, MAX_EVENTS).default(200),
      }),
      answer: z.array(recordedEvent),
      problems: UNKNOWN,
    },
    async ({ query: { from, limit }, part }) => {
      const events = orNoOperation(await operations.events(part('id'), from, limit));
      return [...events];
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/state',
      tag: TAG,
      summary: 'The state, now or then',
      description: '`at` is the number of an event, or an instant (RFC 3339). Two states with the same hash are equal.',
      query: MOMENT,
      answer: stateAnswer,
      problems: UNKNOWN,
    },
    async ({ query: { at }, part }) => {
      const state = await stateThen(part('id'), at);
      return { seq: state.seq, hash: stateHash(state), state };
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/totals',
      tag: TAG,
      summary: 'Who is out in the whole operation, now or then',
      description:
        'Two figures, never one: `confirmed` is a fact; `predicted` is what the evidence expects beyond it, with the interval ' +
        '(`low` to `high`) in which it lies eight times in ten. `at` is as for the state. What incidents state by themselves need not add up to it.',
      query: MOMENT,
      answer: totalsAnswer,
      problems: UNKNOWN,
    },
    async ({ query: { at }, part }) => {
      const state = await stateThen(part('id'), at);
      const { incidentsOpen, out, expected, important } = totals(state, new Date(operations.now()).toISOString());
      return { seq: state.seq, incidentsOpen, confirmed: out.confirmed, predicted: expected, important };
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/incidents',
      tag: TAG,
      summary: 'Open incidents, most urgent first',
      description:
        'Who is out is two figures, never one: `customersOut` is confirmed, `customersPredicted` is what a prediction says.',
      query: z.strictObject({
        finished: z.enum(['true', 'false']).default('false').describe('whether the newest finished ones follow'),
      }),
      answer: z.array(incidentLine),
      problems: UNKNOWN,
    },
    async ({ query: { finished }, part }) => {
      const state = await stateOf(part('id'));
      return [
        ...openIncidentLines(state, new Date(operations.now()).toISOString()),
        ...(finished === 'true' ? finishedIncidentLines(state) : []),
      ];
    },
  );

  describe(app, {
    method: 'get',
    path: '/api/operations/{id}/incidents.geojson',
    tag: TAG,
    summary: 'Open incidents for a map',
    description:
      'The area without supply where it is known, else a point. `properties` are those of the incident list.',
    answer: z.object({ type: z.literal('FeatureCollection'), features: z.array(z.looseObject({})) }),
    answerType: 'application/geo+json',
    problems: UNKNOWN,
  });
  app.get('/api/operations/:id/incidents.geojson', async (c) => {
    const state = await stateOf(c.req.param('id'));
    const draw = state.network === null ? null : await areas(state.network, askingOf(c));
    return c.body(JSON.stringify(await incidentGeoJson(state, draw, new Date(operations.now()).toISOString())), 200, {
      'Content-Type': 'application/geo+json',
    });
  });

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/crews',
      tag: TAG,
      summary: 'The crews and where each stands',
      description: 'Names of members only for dispatchers, managers, administrators, and the crew itself.',
      answer: z.array(crewOnRoster),
      problems: UNKNOWN,
    },
    async ({ c, part }) => {
      const viewer = must(c.get('who'), 'who reads the roster').actor;
      const state = await stateOf(part('id'));
      return roster.all().map((crew) => {
        const last = operations.positions.get(part('id'), crew.id);
        return crewLine(crew, { state, viewer, position: last && { lon: last.lon, lat: last.lat, at: last.at } });
      });
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/dispatches',
      tag: TAG,
      summary: 'Active dispatches, oldest first',
      answer: z.array(dispatchLine),
      problems: UNKNOWN,
    },
    async ({ part }) =>
      Object.values((await stateOf(part('id'))).dispatches).sort((a, b) => (a.offeredAt < b.offeredAt ? -1 : 1)),
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/timeline',
      tag: TAG,
      summary: 'The log, newest first',
      description: 'Read on with the last `seq` as the next `before`.',
      query: z.strictObject({
        incident: incidentId.optional().describe('only what concerns this incident, and what was merged into it'),
        before: wholeNumber(1, 2 ** 31 - 1).optional(),
        limit: wholeNumber(1, 500).default(100),
      }),
      answer: z.array(recordedEvent),
      problems: UNKNOWN,
    },
    async ({ query: { incident, before, limit }, part }) => {
      const lines = await operations.timeline(part('id'), {
        limit,
        ...(incident !== undefined && { incident }),
        ...(before !== undefined && { before }),
      });
      return [...orNoOperation(lines)];
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/important-customers',
      tag: TAG,
      summary: 'Important customers in the operation’s network',
      answer: z.array(importantCustomer),
      problems: UNKNOWN,
    },
    async ({ part }) => {
      const { network } = await stateOf(part('id'));
      const known = network === null ? null : await facts(network);
      if (!known) return [];
      return (await importantCustomers()).filter(({ servicePoint }) => known.servicePoint(servicePoint) !== undefined);
    },
  );
};
