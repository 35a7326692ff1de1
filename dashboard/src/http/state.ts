import { stateAnswer } from '@relight/shared/http/read-models';
import type { OperationState } from '@relight/shared/operation/state';
import { request } from './request.ts';

/** The state as it was after event `seq`. */
export const fetchState = async (operation: string, seq: number): Promise<OperationState> =>
  (await request(stateAnswer, `/api/operations/${encodeURIComponent(operation)}/state?at=${seq}`)).state;
