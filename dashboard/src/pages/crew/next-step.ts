import { customersOut } from '@relight/shared/operation/customers-out';
import type { Dispatch, Incident } from '@relight/shared/operation/state';

/** The one thing the crew can do next. */
export type NextStep = 'accept' | 'depart' | 'arrive' | 'confirm' | 'restore' | 'complete';

/**
 * Follows the states that the rules allow: a dispatch goes offered → accepted → en route → on site; on site, an outage that is only
 * predicted must be confirmed before supply can be recorded as restored, and the work is complete when nobody is left without supply.
 */
export const nextStep = (dispatch: Dispatch, incident: Incident | undefined): NextStep => {
  switch (dispatch.status) {
    case 'offered':
      return 'accept';
    case 'accepted':
      return 'depart';
    case 'enRoute':
      return 'arrive';
    case 'onSite':
      if (incident === undefined || customersOut(incident) === 0) return 'complete';
      return incident.status === 'predicted' ? 'confirm' : 'restore';
    default:
      return dispatch.status satisfies never;
  }
};

/** The stations of a job, in order, for the line at its top. */
export const STATIONS = ['accepted', 'enRoute', 'onSite', 'restored'] as const;
export type Station = (typeof STATIONS)[number];

export type StationState = {
  readonly station: Station;
  readonly at: string | null;
  readonly state: 'done' | 'now' | 'ahead';
};

export const stationsOf = (dispatch: Dispatch, incident: Incident | undefined): readonly StationState[] => {
  const at: Readonly<Record<Station, string | null>> = {
    accepted: dispatch.acceptedAt,
    enRoute: dispatch.enRouteAt,
    onSite: dispatch.arrivedAt,
    restored: incident?.status === 'restored' ? incident.restoredAt : null,
  };
  const current = STATIONS.findLast((station) => at[station] !== null);
  return STATIONS.map((station) => ({
    station,
    at: at[station],
    state: station === current ? 'now' : at[station] === null ? 'ahead' : 'done',
  }));
};
