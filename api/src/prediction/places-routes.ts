import type { Sql } from '@relight/db/connect';
import { type CandidatePlace, incidentPlacesAnswer } from '@relight/shared/http/incident-places';
import { must } from '@relight/shared/must';
import { traceDown } from '@relight/shared/network/energise/trace-down';
import { traceUp } from '@relight/shared/network/energise/trace-up';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { hasSection, NO_SECTIONS, type Ranges } from '@relight/shared/network/ranges';
import { servicePointOf } from '@relight/shared/network/service-point-of';
import { readsCallers } from '@relight/shared/operation/authorize';
import { placeOfPoint } from '@relight/shared/operation/decide/extents';
import { idOfPlace } from '@relight/shared/operation/former-places';
import { overlayOf, withoutOpening } from '@relight/shared/operation/overlay-of';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { type App, endpoint } from '../http/endpoint.ts';
import type { Networks, OpenNetwork } from '../networks/store.ts';
import { networkFound, openIncidentFound, stateFound } from '../operations/found.ts';
import type { Operations } from '../operations/operations.ts';
import { readReportsOf, type WaitingReport } from './waiting-reports.ts';

const MOST_BELOW = 100;

type Dependencies = {
  readonly database: { readonly sql: Sql };
  readonly operations: Pick<Operations, 'state'>;
  readonly networks: Pick<Networks, 'open'>;
};

/** Where an outage could be instead, for who knows better than the evidence. */
export const placesRoutes = (app: App, { database: { sql }, operations, networks }: Dependencies): void => {
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/operations/{id}/incidents/{incident}/places',
      tag: 'Operations',
      summary: 'Where an outage could be pinned to or split at, with the customers and calls of each place',
      description:
        '`above` are the devices on the way to the source, nearest first. `below` are protective devices and service points that called, those ' +
        'with most calls first, at most 100 of `belowTotal`; a viewer and a wall are told no service points. Of an incident without a place in the network both are empty.',
      answer: incidentPlacesAnswer,
      problems: { 404: 'There is no such operation, or no such open incident.' },
    },
    async ({ c, part }) => {
      const operation = part('id');
      const state = await stateFound(operations, operation);
      const incident = openIncidentFound(state, part('incident'));
      const network = idOfPlace(incident.place) === null ? null : await networkFound(networks, state);
      if (network === null) return { above: [], below: [], belowTotal: 0 };
      const { role } = must(c.get('who'), 'who reads places').actor;
      const reports = await readReportsOf(sql, operation, [incident.id]);
      return placesOf(state, incident, network, { reports, namesCallers: readsCallers(role) });
    },
  );
};

const placesOf = (
  state: OperationState,
  incident: Incident,
  { model, facts }: OpenNetwork,
  { reports, namesCallers }: { readonly reports: readonly WaitingReport[]; readonly namesCallers: boolean },
) => {
  const at = idOfPlace(incident.place) as string;
  const overlay = withoutOpening(overlayOf(state, [incident.id]), at);
  const callsIn = (ranges: Ranges) =>
    reports.filter(({ section }) => section !== null && hasSection(ranges, section)).length;
  const deviceAt = (id: string): readonly CandidatePlace[] => {
    const device = facts.device(id);
    const extent = facts.belowUnder(withoutOpening(overlay, id), id);
    if (device === undefined || extent === undefined || extent.customers === 0) return [];
    const { class: deviceClass, name, nameEn, lon, lat } = device;
    const counts = { customers: extent.customers, calls: callsIn(extent.ranges) };
    return [{ id, class: deviceClass, name, ...(nameEn !== undefined && { nameEn }), lon, lat, ...counts }];
  };
  const devices = facts.device(at) === undefined ? [] : (traceDown(model, overlay, at)?.devices ?? []);
  const below = [...devices.flatMap(deviceAt), ...(namesCallers ? callingPoints(facts, reports, incident) : [])]
    .filter(({ id }) => id !== at)
    .sort((a, b) => b.calls - a.calls || b.customers - a.customers);
  const above = (traceUp(model, overlay, at)?.devices ?? []).flatMap(deviceAt);
  return { above, below: below.slice(0, MOST_BELOW), belowTotal: below.length };
};

/** Service points of the incident's callers. */
const callingPoints = (
  facts: NetworkFacts,
  reports: readonly WaitingReport[],
  { extent, place }: Incident,
): readonly CandidatePlace[] => {
  const within = place.servicePoint === undefined ? extent.ranges : NO_SECTIONS;
  const calls = new Map<string, number>();
  for (const report of reports) {
    const point = servicePointOf(report, facts);
    if (point !== undefined && hasSection(within, point.section)) calls.set(point.id, (calls.get(point.id) ?? 0) + 1);
  }
  return [...calls].flatMap(([id, count]) => {
    const point = facts.servicePoint(id);
    if (point === undefined) return [];
    const { name, nameEn } = placeOfPoint(facts, point);
    const { lon, lat, customers } = point;
    return [
      { id, class: 'EnergyConsumer', name, ...(nameEn !== null && { nameEn }), lon, lat, customers, calls: count },
    ];
  });
};
