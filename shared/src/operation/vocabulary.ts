/** The closed vocabularies of an operation, in the words of IEC 61968-3 where it has one. `docs/glossary.md` owns the translations. */

export const OPERATION_KINDS = ['live', 'drill'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** What a person or a machine may be. `system` is this program itself and never signs in. */
export const ROLES = ['viewer', 'wall', 'dispatcher', 'crew', 'manager', 'admin', 'intake', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** OutageStatusKind of an incident that is still open; closed and cancelled ones have left the state. */
export const INCIDENT_STATUSES = ['predicted', 'confirmed', 'partiallyRestored', 'restored'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export const DISPATCH_STATUSES = ['offered', 'accepted', 'enRoute', 'onSite'] as const;
/** An active dispatch: offered, then CrewStatusKind assigned (accepted), enroute, arrived (onSite). */
export type DispatchStatus = (typeof DISPATCH_STATUSES)[number];

export const DECLINE_REASONS = ['stillWorking', 'notQualified', 'vehicle', 'fatigue', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const RECALL_REASONS = ['reassigned', 'notNeeded', 'safety', 'other'] as const;
export type RecallReason = (typeof RECALL_REASONS)[number];

/** Why a dispatch ended. */
export const DISPATCH_ENDS = ['completed', 'declined', 'timedOut', 'recalled'] as const;
export type DispatchEnd = (typeof DISPATCH_ENDS)[number];

export const CONFIRM_REASONS = ['crewFinding', 'telemetry', 'dispatcherJudgement', 'planned'] as const;
export type ConfirmReason = (typeof CONFIRM_REASONS)[number];

export const CANCEL_REASONS = ['powerOn', 'customerSide', 'duplicate', 'planned', 'other'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/**
 * How a person has taken an outage out of the hands of the rules: it is left where and as it was (held), it is at the very place that the person
 * named (pinned), or it was parted from another (split).
 */
export const HOLD_KINDS = ['held', 'pinned', 'split'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

/** What the person knows it from. */
export const HOLD_REASONS = ['crewReport', 'callBack', 'judgement'] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export const REOPEN_REASONS = ['stillOut', 'outAgain'] as const;
export type ReopenReason = (typeof REOPEN_REASONS)[number];

/** How a restoration step gave supply back. */
export const RESTORATION_MEANS = ['switching', 'repair', 'generator', 'upstream'] as const;
export type RestorationMeans = (typeof RESTORATION_MEANS)[number];

/** How it is known that nobody is left without supply. */
export const VERIFICATIONS = ['meters', 'telemetry', 'callBack', 'crew'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

/** OutageCauseKind, widened by the kinds that a utility's own statistics ask for. */
export const CAUSES = [
  'treeDown',
  'lightningStrike',
  'poleDown',
  'lineDown',
  'animal',
  'equipmentFailure',
  'cableFault',
  'overload',
  'flood',
  'vehicle',
  'construction',
  'customerEquipment',
  'planned',
  'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

export const ETR_SOURCES = ['crew', 'dispatcher', 'planned', 'model', 'default'] as const;
export type EtrSource = (typeof ETR_SOURCES)[number];

export const ETR_REASONS = [
  'assessed',
  'materials',
  'access',
  'weather',
  'moreDamage',
  'switching',
  'fasterThanPlanned',
  /** Learned from past outages of this kind. */
  'history',
  /** The end of a planned outage. */
  'plan',
  /** What the public is promised on average: the default where nothing is known yet. */
  'commitment',
] as const;
export type EtrReason = (typeof ETR_REASONS)[number];

/** confidenceKind of IEC 61968-3. */
export const CONFIDENCES = ['high', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const REPORT_CHANNELS = ['phone', 'web', 'app', 'sms', 'field'] as const;
export type ReportChannel = (typeof REPORT_CHANNELS)[number];

export const REPORT_KINDS = ['outage', 'partial', 'hazard'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The company's own response levels, highest first. */
export const RESPONSE_LEVELS = ['I', 'II', 'III', 'IV'] as const;
export type ResponseLevel = (typeof RESPONSE_LEVELS)[number];

export const CREW_KINDS = ['repair', 'cable', 'liveLine', 'generator'] as const;
export type CrewKind = (typeof CREW_KINDS)[number];

/** What a step does to the network, all of them facts that somebody reports: this system operates no switch. */
export const SWITCHING_ACTIONS = ['open', 'close', 'cut', 'mend', 'connectGenerator', 'disconnectGenerator'] as const;
export type SwitchingAction = (typeof SWITCHING_ACTIONS)[number];

/** Where the knowledge of a switch position comes from. */
export const POSITION_SOURCES = ['telemetry', 'crew', 'dispatcher'] as const;
export type PositionSource = (typeof POSITION_SOURCES)[number];

/** What the steps of a switching plan do: the two switch actions of IEC 61968-3 that a plan is made of. */
export const PLAN_ACTIONS = ['open', 'close'] as const satisfies readonly SwitchingAction[];
export type PlanAction = (typeof PLAN_ACTIONS)[number];

/** What a switching plan is for. */
export const PLAN_PURPOSES = ['restoration', 'normalState'] as const;
export type PlanPurpose = (typeof PLAN_PURPOSES)[number];

/**
 * What a step is for: part the fault from the rest, part a dark piece so that two ties can share it, feed it from another side than
 * usual, feed it as usual, or bring a switch back to its normal position.
 */
export const PLAN_STEP_PURPOSES = ['isolate', 'sectionalise', 'backFeed', 'reenergise', 'normalise'] as const;
export type PlanStepPurpose = (typeof PLAN_STEP_PURPOSES)[number];

/** What has become of an adopted plan. One that a newer plan of its incident has superseded is no longer there. */
export type PlanStatus = 'underWay' | 'completed' | 'abandoned';

export const SKIP_REASONS = ['notNeeded', 'noAccess', 'defective', 'unsafe', 'other'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export const ABANDON_REASONS = ['situationChanged', 'repairedFirst', 'unsafe', 'mistake', 'other'] as const;
export type AbandonReason = (typeof ABANDON_REASONS)[number];
