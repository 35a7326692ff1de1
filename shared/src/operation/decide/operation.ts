import { accept, refuse } from '../../decider.ts';
import type { Deciders } from '../decide.ts';

export const decideOperation = {
  openOperation: (state, { kind, name, network }) =>
    state.seq > 0 ? refuse('alreadyOpened') : accept({ type: 'operationOpened', kind, name, network }),

  setResponseLevel: (state, { level, matters, expectedUntil, measures }) => {
    if (level === (state.response?.level ?? null)) return refuse('levelUnchanged');
    return accept({ type: 'responseLevelSet', level, matters, expectedUntil, measures });
  },
} satisfies Partial<Deciders>;
