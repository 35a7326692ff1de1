import type { Decision, Refused } from '../decider.ts';
import type { OperationEvent } from './events.ts';

/** Every reason for which a command can be turned down. The words for them are the user interface's. */
export const REFUSAL_CODES = [
  'notPermitted',
  'notYourDispatch',
  'alreadyOpened',
  'notOpened',
  'stale',
  'incidentUnknown',
  'incidentExists',
  'incidentNotPredicted',
  'incidentNotConfirmed',
  'incidentNotRestored',
  'incidentHasSteps',
  'incidentHasCrews',
  'sameIncident',
  'deviceUnknown',
  'noNetwork',
  'alreadyCovered',
  'alreadyDark',
  'nothingToRestore',
  'tooManyCustomers',
  'verificationMissing',
  'stepExists',
  'crewUnknown',
  'crewOffDuty',
  'crewBusy',
  'crewNotQualified',
  'dispatchUnknown',
  'dispatchExists',
  'dispatchNotOffered',
  'dispatchNotAccepted',
  'dispatchNotEnRoute',
  'dispatchNotOnSite',
  'answerStillDue',
  'etrInPast',
  'etrTooFar',
  'etrUnchanged',
  'timeInFuture',
  'timeTooEarly',
  'levelUnchanged',
  'dutyUnchanged',
  'personalData',
  /** A replica cannot judge this: it has no network model. The server can. */
  'needsServer',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];
export type Refusal = Refused<RefusalCode>;
export type OperationDecision = Decision<OperationEvent, RefusalCode>;
