import { canonicalJson, sha256Hex } from '../hash.ts';
import type { OperationState } from './state.ts';

/** A fingerprint of a state: two replicas that differ in anything have different ones. */
export const stateHash = (state: OperationState): string => sha256Hex(canonicalJson(state)).slice(0, 32);
