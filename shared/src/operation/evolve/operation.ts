import type { Evolvers } from '../evolve.ts';
import { setOutlook } from './change-incident.ts';

export const evolveOperation = {
  operationOpened: (state, { kind, name, network }) => ({ ...state, kind, name, network }),

  responseLevelSet: (state, { level, matters, expectedUntil, measures }, { at }) => ({
    ...state,
    response: level === null ? null : { level, since: at, matters, expectedUntil, measures },
  }),

  outlookSet: (state, { expected, low, high, shown }, { at }) => setOutlook(state, { at, expected, low, high, shown }),
} satisfies Partial<Evolvers>;
