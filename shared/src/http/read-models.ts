import { z } from 'zod';
import { IMPORTANCE_CLASSES, SERVICE_AREAS } from '../network/facts.ts';
import { expectedOut } from '../operation/commands.ts';
import { TOLD_STANDINGS } from '../operation/etr-standing.ts';
import { recordedEvent } from '../operation/events.ts';
import { crewId, dispatchId, incidentId } from '../operation/ids.ts';
import type { OperationState } from '../operation/state.ts';
import { place } from '../operation/values.ts';
import { DISPATCH_STATUSES, INCIDENT_STATUSES } from '../operation/vocabulary.ts';
import { STATE_DESCRIPTION } from './state-description.ts';

/** `POST /api/operations/{id}/commands`: the command is in the log; `seq` is its last event. */
export const commandAnswer = z.object({ seq: z.number().int(), events: z.array(recordedEvent) });
export type CommandAnswer = z.infer<typeof commandAnswer>;

/** `GET /api/operations/{id}/state`: the whole state after event `seq`, and its fingerprint. */
export const stateAnswer = z.object({
  seq: z.number().int(),
  hash: z.string(),
  // The state is this program's own product, made by `evolve`; it is not checked member by member again.
  state: z
    .custom<OperationState>((value) => typeof value === 'object' && value !== null && 'seq' in value)
    .meta(STATE_DESCRIPTION),
});
export type StateAnswer = z.infer<typeof stateAnswer>;

/** `GET /api/operations/{id}/totals`: who is out in the whole operation after event `seq`, in two figures that nobody adds up. */
export const totalsAnswer = z.object({
  seq: z.number().int(),
  /** Incidents by which somebody is still without supply. */
  incidentsOpen: z.number().int(),
  /** Customers without supply as far as that is confirmed. */
  confirmed: z.number().int(),
  /** How many customers prediction expects beyond them, and between which figures that lies eight times in ten. */
  predicted: expectedOut,
  /** Service points of important customers. */
  important: z.object({ confirmed: z.number().int(), predicted: z.number().int() }),
});
export type TotalsAnswer = z.infer<typeof totalsAnswer>;

/** One line of `GET /api/operations/{id}/incidents`. */
export const incidentLine = z.object({
  id: incidentId,
  number: z.number().int(),
  /** As it is called everywhere: OUT-0042. */
  label: z.string(),
  status: z.enum([...INCIDENT_STATUSES, 'closed', 'cancelled', 'merged']),
  priority: z.number().int(),
  place,
  /** Everyone who lost supply; while `status` is `predicted`, who is thought to have lost it. */
  customers: z.number().int(),
  /** Who is without supply now, as far as that is confirmed; and who only according to a prediction. One of the two is 0. */
  customersOut: z.number().int(),
  customersPredicted: z.number().int(),
  /** The same two; what is predicted between which figures it lies, eight times in ten, where nothing but calls speaks for it. */
  confirmed: z.number().int(),
  predicted: expectedOut,
  important: z.array(z.object({ servicePoint: z.string(), class: z.enum(IMPORTANCE_CLASSES) })),
  area: z.enum(SERVICE_AREAS).nullable(),
  hazard: z.boolean(),
  reports: z.number().int(),
  since: z.string(),
  reportedAt: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  firstArrivalAt: z.string().nullable(),
  /** The latest instant by which a crew must be on site. */
  arriveBy: z.string().nullable(),
  /** When supply is expected: null as well where that time has passed, which `etrStanding` says. */
  etr: z.string().nullable(),
  etrStanding: z.enum(TOLD_STANDINGS),
  restoredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  customerMinutes: z.number(),
  crews: z.array(z.object({ crew: crewId, dispatch: dispatchId, status: z.enum(DISPATCH_STATUSES) })),
  /** What a command about it may carry as `basedOn`. */
  changedSeq: z.number().int().nullable(),
});
export type IncidentLine = z.infer<typeof incidentLine>;

/** One line of `GET /api/operations/{id}/dispatches`: those that are active. */
export const dispatchLine = z.object({
  id: dispatchId,
  incident: incidentId,
  crew: crewId,
  status: z.enum(DISPATCH_STATUSES),
  distanceM: z.number().nullable(),
  travelMinutes: z.number().nullable(),
  offeredAt: z.string(),
  answerBy: z.string(),
  acceptedAt: z.string().nullable(),
  enRouteAt: z.string().nullable(),
  arrivedAt: z.string().nullable(),
});
export type DispatchLine = z.infer<typeof dispatchLine>;
