import type { RecordedEvent } from '@relight/shared/operation/events';
import type { RefusalCode } from '@relight/shared/operation/refusals';

/** Why a command got no verdict. */
export const FAILURE_CODES = [
  'operationUnknown',
  'commandIdReused',
  'networkUnavailable',
  'unavailable',
  'overloaded',
  'internal',
  /** Only on the socket: the command does not say what a command must. */
  'invalid',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

export type Accepted = {
  readonly outcome: 'accepted';
  /** Of the last event of this command. */
  readonly seq: number;
  readonly events: readonly RecordedEvent[];
};
export type Refused = {
  readonly outcome: 'refused';
  readonly code: RefusalCode;
  readonly details?: Readonly<Record<string, string | number>>;
};
export type Failed = { readonly outcome: 'failed'; readonly code: FailureCode; readonly message: string };

/** The answer to one command. */
export type Outcome = Accepted | Refused | Failed;

export const failed = (code: FailureCode, message: string): Failed => ({ outcome: 'failed', code, message });

/** Refusals for who it is that gave the command. */
export const isAboutRights = (code: RefusalCode): boolean => code === 'notPermitted' || code === 'notYourDispatch';
