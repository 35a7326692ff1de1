import type { Extent, ImportantCustomerRef } from '../network/facts.ts';
import type { Ranges } from '../network/ranges.ts';
import type { Ruling } from './commands.ts';
import type { CrewId, DispatchId, IncidentId, StepId } from './ids.ts';
import type { Outline, Place, Words } from './values.ts';
import type {
  Cause,
  Confidence,
  ConfirmReason,
  DispatchStatus,
  EtrReason,
  EtrSource,
  IncidentStatus,
  OperationKind,
  ResponseLevel,
  RestorationMeans,
  Verification,
} from './vocabulary.ts';

/**
 * What an operation is now. It holds what is open and what differs from normal: a closed incident leaves as one summary line, and the
 * network is never in it. All instants are UTC texts, so they compare as texts.
 */
export type OperationState = {
  /** The last event this state includes; 0 before the first. */
  readonly seq: number;
  readonly kind: OperationKind;
  readonly name: Words;
  /** The network version that every section number here belongs to. */
  readonly network: string | null;
  readonly nextNumber: number;
  readonly response: Response | null;
  readonly incidents: Readonly<Record<IncidentId, Incident>>;
  readonly dispatches: Readonly<Record<DispatchId, Dispatch>>;
  /** Crews on duty, and since when. Who they are is in the roster. */
  readonly onDuty: Readonly<Record<CrewId, string>>;
  readonly finished: Finished;
  /** Customers without supply over time, at most one point a minute, oldest first, bounded. */
  readonly curve: readonly CurvePoint[];
};

export type Response = {
  readonly level: ResponseLevel;
  readonly since: string;
  readonly matters: string;
  readonly expectedUntil: string | null;
  readonly measures: string;
};

export type Incident = {
  readonly id: IncidentId;
  /** Counted from 1 in each operation; shown as OUT-0001. */
  readonly number: number;
  readonly status: IncidentStatus;
  readonly priority: number;
  readonly place: Place;
  /** Drawn by hand, where no network model could give the extent. */
  readonly outline: Outline | null;
  /** Everyone who lost supply. */
  readonly extent: Extent;
  /** Who has it back. Of the important customers only those of whom it is known. */
  readonly restored: {
    readonly ranges: Ranges;
    readonly customers: number;
    readonly important: readonly ImportantCustomerRef[];
  };
  /** When supply was lost, as well as it is known. */
  readonly since: string;
  /** When those who are out now lost supply: later than `since` after they had been restored and lost it again. */
  readonly outSince: string;
  /** When the first report was accepted or the incident was entered: the service clocks run from here. */
  readonly reportedAt: string;
  readonly reports: { readonly count: number; readonly lastAt: string | null };
  readonly hazard: boolean;
  readonly ruling: Ruling | null;
  readonly confirmed: { readonly at: string; readonly reason: ConfirmReason } | null;
  readonly etr: Etr | null;
  readonly firstArrivalAt: string | null;
  readonly steps: readonly RestorationStep[];
  readonly customerMinutes: number;
  readonly restoredAt: string | null;
  readonly notes: number;
  /** The last event that changed what a person would decide on (not reports, notes or crew movements). */
  readonly changedSeq: number;
};

export type Etr = {
  readonly at: string;
  readonly source: EtrSource;
  readonly confidence: Confidence;
  readonly reason: EtrReason;
  readonly setAt: string;
};

export type RestorationStep = {
  readonly id: StepId;
  readonly at: string;
  readonly means: RestorationMeans;
  readonly ranges: Ranges;
  readonly customers: number;
  readonly customersLeft: number;
  readonly verification: Verification | null;
};

export type Dispatch = {
  readonly id: DispatchId;
  readonly incident: IncidentId;
  readonly crew: CrewId;
  readonly status: DispatchStatus;
  readonly distanceM: number | null;
  readonly travelMinutes: number | null;
  readonly offeredAt: string;
  readonly answerBy: string;
  readonly acceptedAt: string | null;
  readonly enRouteAt: string | null;
  readonly arrivedAt: string | null;
};

export type Finished = {
  readonly incidents: number;
  readonly cancelled: number;
  readonly customersInterrupted: number;
  readonly customerMinutes: number;
  /** The newest, latest last, bounded. */
  readonly recent: readonly FinishedIncident[];
};

export type FinishedIncident = {
  readonly id: IncidentId;
  readonly number: number;
  readonly end: 'closed' | 'cancelled' | 'merged';
  readonly at: string;
  readonly place: Place;
  readonly priority: number;
  readonly customers: number;
  readonly customerMinutes: number;
  readonly since: string;
  readonly restoredAt: string | null;
  readonly ranges: Ranges;
  readonly cause: Cause | null;
  readonly mergedInto: IncidentId | null;
};

export type CurvePoint = { readonly at: string; readonly customersOut: number };

/** How many finished incidents stay visible in the state. */
export const RECENT_FINISHED = 100;
/** How many points of the curve stay: four hours at one a minute. */
export const CURVE_POINTS = 240;

export const initialState: OperationState = {
  seq: 0,
  kind: 'live',
  name: { zh: '', en: '' },
  network: null,
  nextNumber: 1,
  response: null,
  incidents: {},
  dispatches: {},
  onDuty: {},
  finished: { incidents: 0, cancelled: 0, customersInterrupted: 0, customerMinutes: 0, recent: [] },
  curve: [],
};
