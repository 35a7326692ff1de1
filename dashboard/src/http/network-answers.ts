import { type IncidentPlacesAnswer, incidentPlacesAnswer } from '@relight/shared/http/incident-places';
import { type MetersToAskAnswer, metersToAskAnswer } from '@relight/shared/http/meters-to-ask';
import {
  type EtrAccuracyAnswer,
  type EvidenceAnswer,
  etrAccuracyAnswer,
  evidenceAnswer,
  type RestorationPlansAnswer,
  restorationPlansAnswer,
  type TraceAnswer,
  traceAnswer,
} from '@relight/shared/http/network-answers';
import { type DeviceNear, deviceNear } from '@relight/shared/http/networks';
import {
  type NormalStateAnswer,
  normalStateAnswer,
  type SwitchingPlanCheck,
  switchingPlanCheck,
} from '@relight/shared/http/switching-plans';
import { z } from 'zod';
import { request } from './request.ts';

const of = (operation: string, what: string) => `/api/operations/${encodeURIComponent(operation)}/${what}`;
const ofIncident = (operation: string, incident: string, what: string) =>
  of(operation, `incidents/${encodeURIComponent(incident)}/${what}`);

/** The way to the source, or what hangs below, as the network is switched now. */
export const fetchTrace = (operation: string, element: string, direction: 'up' | 'down'): Promise<TraceAnswer> =>
  request(traceAnswer, of(operation, `trace?${new URLSearchParams({ element, direction })}`));

export const fetchEvidence = (operation: string, incident: string): Promise<EvidenceAnswer> =>
  request(evidenceAnswer, ofIncident(operation, incident, 'evidence'));

/** Where an incident could be instead. */
export const fetchIncidentPlaces = (operation: string, incident: string): Promise<IncidentPlacesAnswer> =>
  request(incidentPlacesAnswer, ofIncident(operation, incident, 'places'));

/** The meters whose answers would tell most about an incident. */
export const fetchMetersToAsk = (operation: string, incident: string): Promise<MetersToAskAnswer> =>
  request(metersToAskAnswer, of(operation, `meters-to-ask?${new URLSearchParams({ incident })}`));

export const fetchPlans = (operation: string, incident: string): Promise<RestorationPlansAnswer> =>
  request(restorationPlansAnswer, ofIncident(operation, incident, 'restoration-plans'));

/** The switches of an incident back to normal. */
export const fetchNormalState = (operation: string, incident: string): Promise<NormalStateAnswer> =>
  request(normalStateAnswer, ofIncident(operation, incident, 'normal-state'));

/** Whether what is left of the plan under way still holds. */
export const fetchPlanCheck = (operation: string, incident: string): Promise<SwitchingPlanCheck> =>
  request(switchingPlanCheck, ofIncident(operation, incident, 'switching-plan'));

export const fetchEtrAccuracy = (operation: string): Promise<EtrAccuracyAnswer> =>
  request(etrAccuracyAnswer, of(operation, 'etr-accuracy'));

export type Position = { readonly lon: number; readonly lat: number };

/** Devices around a position, nearest first. */
export const fetchDevicesNear = (network: string, at: Position): Promise<DeviceNear[]> =>
  fetchNear(network, 'devices', at);

/** Lines and devices around a position, nearest first. */
export const fetchElementsNear = (network: string, at: Position): Promise<DeviceNear[]> =>
  fetchNear(network, 'elements', at);

const fetchNear = (network: string, what: 'devices' | 'elements', { lon, lat }: Position): Promise<DeviceNear[]> =>
  request(
    z.array(deviceNear),
    `/api/networks/${encodeURIComponent(network)}/${what}/near?${new URLSearchParams({ lon: String(lon), lat: String(lat) })}`,
  );
