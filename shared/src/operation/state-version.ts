import { EVENT_FIXTURES } from './event-fixtures.ts';
import { fold } from './evolve.ts';
import { initialState } from './state.ts';
import { stateHash } from './state-hash.ts';

/**
 * Names the rules that make a state out of a log: what the stored events of `event-fixtures.ts` come to under them. A change of `evolve`
 * or of the state's shape changes it by itself, so a state that older rules have made is never taken for one of today's.
 */
export const stateVersion = (): string => {
  version ??= stateHash(fold(initialState, EVENT_FIXTURES)).slice(0, 16);
  return version;
};

let version: string | undefined;
