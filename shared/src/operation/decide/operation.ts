import { accept, refuse } from '../../decider.ts';
import type { Deciders } from '../decide.ts';
import { refusePersonalData } from './guards.ts';

export const decideOperation = {
  openOperation: (state, { kind, name, network }) =>
    state.seq > 0 ? refuse('alreadyOpened') : accept({ type: 'operationOpened', kind, name, network }),

  setResponseLevel: (state, { level, matters, expectedUntil, measures }) => {
    const personal = refusePersonalData(`${matters} ${measures}`);
    if (personal) return personal;
    if (level === (state.response?.level ?? null)) return refuse('levelUnchanged');
    return accept({ type: 'responseLevelSet', level, matters, expectedUntil, measures });
  },
} satisfies Partial<Deciders>;
