import type { Sql } from '@relight/db/connect';
import { evidenceAnswer } from '@relight/shared/http/network-answers';
import { must } from '@relight/shared/must';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { pairs } from '@relight/shared/network/ranges';
import { readsCallers } from '@relight/shared/operation/authorize';
import { sectionsTouched } from '@relight/shared/operation/service-point-incidents';
import { type App, endpoint } from '../http/endpoint.ts';
import { openIncidentFound, stateFound } from '../operations/found.ts';
import type { Operations } from '../operations/operations.ts';
import { type EvidenceRow, readEvidence } from './read-evidence.ts';

/** Evidence from before the beginning: the beginning is an estimate. */
const BEFORE_MS = 2 * 3_600_000;

type Dependencies = {
  readonly database: { readonly sql: Sql };
  readonly operations: Pick<Operations, 'state'>;
  readonly facts: (version: string) => Promise<NetworkFacts | null>;
};

/** What callers and meters said in an incident. Asked of the tables: the log holds counts only. */
export const evidenceRoutes = (app: App, { database: { sql }, operations, facts }: Dependencies): void => {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/incidents/{incident}/evidence',
      tag: 'Operations',
      summary: 'What callers and meters said in an incident, newest first',
      description:
        'From two hours before its beginning, at most 2,000 pieces; `total` says how many there are. Only open incidents. A viewer and a wall ' +
        'get the number only.',
      answer: evidenceAnswer,
      problems: { 404: 'There is no such operation, or no such open incident.' },
    },
    async ({ c, part }) => {
      const operation = part('id');
      const state = await stateFound(operations, operation);
      const incident = openIncidentFound(state, part('incident'));
      const network = state.network === null ? null : await facts(state.network);
      const { total, rows } = await readEvidence(sql, operation, {
        incident: incident.id,
        // Around one service point its neighbours’ meters say most about what failed.
        ranges: [...pairs(network === null ? incident.extent.ranges : sectionsTouched(incident, network))],
        since: new Date(Date.parse(incident.since) - BEFORE_MS).toISOString(),
      });
      const { role } = must(c.get('who'), 'who reads evidence').actor;
      return { total, points: readsCallers(role) ? rows.flatMap((row) => pointOf(row, network)) : [] };
    },
  );
};

/** Where the service point is; else where the caller said to be. */
const pointOf = ({ lon, lat, ...row }: EvidenceRow, network: NetworkFacts | null) => {
  const point = row.servicePoint === null ? undefined : network?.servicePoint(row.servicePoint);
  if (point !== undefined) return [{ ...row, lon: point.lon, lat: point.lat }];
  return lon === null || lat === null ? [] : [{ ...row, lon, lat }];
};
