import type { Extent, ImportantCustomerRef } from '../network/facts.ts';
import type { Ranges } from '../network/ranges.ts';
import type { EtrBasis, Ruling } from './commands.ts';
import type { Actor, EventOf, HoldFact } from './events.ts';
import type { CrewId, DispatchId, IncidentId, PermitId, PlanId, StepId, TagId } from './ids.ts';
import type { Outline, Place, Words } from './values.ts';
import type {
  AbandonReason,
  Cause,
  Confidence,
  ConfirmReason,
  DispatchStatus,
  EtrReason,
  EtrSource,
  HoldKind,
  HoldReason,
  IncidentStatus,
  OperationKind,
  PlanPurpose,
  PlanStatus,
  PositionSource,
  ResponseLevel,
  RestorationMeans,
  SkipReason,
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
  /** Where the network differs from its normal switching state. */
  readonly switching: Switching;
  readonly tags: Readonly<Record<TagId, Tag>>;
  readonly permits: Readonly<Record<PermitId, Permit>>;
  /** Adopted switching plans of open incidents: of each its newest. */
  readonly plans: Readonly<Record<PlanId, SwitchingPlan>>;
  readonly finished: Finished;
  /** What prediction expects of the whole operation; null where it has never said so. */
  readonly outlook: Outlook | null;
  /** Customers without supply over time, at most one point a minute, oldest first, bounded. */
  readonly curve: readonly CurvePoint[];
};

export type Outlook = {
  readonly at: string;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** Customers of predicted incidents when it was said, and now. */
  readonly shown: number;
  readonly stated: number;
};

export type Response = {
  readonly level: ResponseLevel;
  readonly since: string;
  readonly matters: string;
  readonly expectedUntil: string | null;
  readonly measures: string;
};

export type Switching = {
  /** Devices that are not in their normal position, by id. */
  readonly devices: Readonly<Record<string, AbnormalPosition>>;
  /** Conductors that are cut, and places that a generator feeds, by id. */
  readonly cuts: Readonly<Record<string, Alteration>>;
  readonly generators: Readonly<Record<string, Alteration>>;
};

export type Alteration = {
  readonly name: string;
  readonly nameEn: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly at: string;
  readonly incident: IncidentId | null;
};
export type AbnormalPosition = Alteration & { readonly position: 'open' | 'closed'; readonly source: PositionSource };

export type Tag = Omit<Alteration, 'at'> & {
  readonly id: TagId;
  readonly device: string;
  readonly at: string;
  readonly by: string;
};

export type Permit = {
  readonly id: PermitId;
  readonly incident: IncidentId;
  readonly crew: CrewId;
  readonly isolation: readonly string[];
  readonly ranges: Ranges;
  readonly at: string;
  /** Who issued it: a user id. */
  readonly by: string;
};

/** A plan that somebody has adopted, and how far it has come. */
export type SwitchingPlan = {
  readonly id: PlanId;
  readonly incident: IncidentId;
  readonly purpose: PlanPurpose;
  readonly status: PlanStatus;
  /** The element that was the fault when it was adopted. */
  readonly fault: string | null;
  readonly steps: readonly PlannedStep[];
  readonly customersLeft: number;
  readonly at: string;
  /** Who adopted it: a user id. */
  readonly by: string;
  readonly ended: { readonly at: string; readonly by: string; readonly reason: AbandonReason | null } | null;
  /** The last event that changed what a person would decide on: the progress of its steps, and its end. */
  readonly changedSeq: number;
};

export type PlannedStep = EventOf<'switchingPlanAdopted'>['steps'][number] & {
  /** Its device is in the position that the plan wants: since when, who recorded it, and where it is known from. */
  readonly done: {
    readonly at: string;
    readonly by: string;
    readonly source: PositionSource;
    readonly step: StepId;
  } | null;
  readonly skipped: { readonly at: string; readonly by: string; readonly reason: SkipReason } | null;
  /** When the device left that position again after the step had been done: it is to be done once more. */
  readonly undoneAt: string | null;
};

export type Fault = {
  readonly element: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly section: number;
  readonly lon: number;
  readonly lat: number;
  readonly repairedAt: string | null;
};

/** What an incident was before it became part of another, so that the merge can be taken back. */
export type AbsorbedIncident = Pick<
  Incident,
  | 'id'
  | 'number'
  | 'place'
  | 'extent'
  | 'since'
  | 'reportedAt'
  | 'reports'
  | 'hazard'
  | 'ruling'
  | 'priority'
  | 'confirmed'
  | 'outline'
  | 'lostLater'
  | 'partly'
> & {
  /** What the remaining one was before. */
  readonly into: Pick<Incident, 'since' | 'outSince' | 'reportedAt' | 'hazard'> & { readonly steps: number };
  /** A person has joined the two: its calls stay with it, wherever they come from. */
  readonly joined?: true;
};

/** Whole sections that lost supply at the same time. */
export type OutGroup = { readonly ranges: Ranges; readonly customers: number; readonly since: string };

/** A section of which not all customers were interrupted by the incident, or not all of those are out, or not since the same time. */
export type PartlyOut = {
  readonly section: number;
  readonly interrupted: number;
  /** Null: since the incident's `outSince`. */
  readonly out: readonly { readonly since: string | null; readonly customers: number }[];
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
  /** Whether the device at `place` is taken to be open because of it; false once its closing was recorded. */
  readonly holdsOpen: boolean;
  /** No rule moves or absorbs it. */
  readonly locked: boolean;
  /** Who has taken it out of the hands of the rules, how and why; absent where it is not locked. */
  readonly hold?: Hold;
  readonly fault: Fault | null;
  /** Part of an interruption that was restored before its time: the incident that it was found in. */
  readonly nestedIn: IncidentId | null;
  /** Whole sections that are out since another time than `outSince`; no section is in two of them. */
  readonly lostLater: readonly OutGroup[];
  /** Sections that are not simply out or not out as a whole; none of them is in `lostLater`. */
  readonly partly: readonly PartlyOut[];
  /** Of those who have supply again, how many have it from a generator only: the incident is not over for them. */
  readonly temporary: number;
  /** The evidence no longer supports the place where it is shown, and people have touched it: what the evidence says of that place. */
  readonly doubt?: Doubt;
  /** Where it was shown before rules withdrew that, with what was said for it then and what is said of it now. */
  readonly withdrawn?: Withdrawn;
  /** Incidents that became part of it, newest last, bounded. */
  readonly absorbed: readonly AbsorbedIncident[];
  /** The last event that changed what a person would decide on (not reports, notes or crew movements). */
  readonly changedSeq: number;
};

export type Hold = {
  readonly kind: HoldKind;
  readonly at: string;
  readonly by: Actor;
  readonly reason: HoldReason | null;
  readonly note: string | null;
  /** Of a part: what it was parted from. */
  readonly from?: IncidentId;
  /** The newest fact that speaks against it, until a person has decided. */
  readonly against?: { readonly at: string; readonly fact: HoldFact };
};

export type Doubt = { readonly at: string; readonly finding: Ruling };

export type Withdrawn = Doubt & { readonly place: Place; readonly ruling: Ruling | null };

export type Etr = {
  readonly at: string;
  readonly source: EtrSource;
  readonly confidence: Confidence;
  readonly reason: EtrReason;
  readonly setAt: string;
  /** Only of a model's estimate. */
  readonly basis?: EtrBasis;
};

export type RestorationStep = {
  readonly id: StepId;
  readonly at: string;
  readonly means: RestorationMeans;
  readonly ranges: Ranges;
  readonly customers: number;
  readonly customersLeft: number;
  readonly verification: Verification | null;
  /** When those of the step had lost supply. */
  readonly groups: readonly OutGroup[];
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

/** `customersOut` is what was confirmed then; what was only predicted stands beside it, absent where that was nobody. */
export type CurvePoint = {
  readonly at: string;
  readonly customersOut: number;
  readonly customersPredicted?: number;
};

/** How many of the incidents that became part of one can still be taken out of it. */
export const ABSORBED_KEPT = 50;
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
  switching: { devices: {}, cuts: {}, generators: {} },
  tags: {},
  permits: {},
  plans: {},
  finished: { incidents: 0, cancelled: 0, customersInterrupted: 0, customerMinutes: 0, recent: [] },
  outlook: null,
  curve: [],
};
