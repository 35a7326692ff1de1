import type { Evolvers } from '../evolve.ts';

export const evolveOperation = {
  operationOpened: (state, { kind, name, network }) => ({ ...state, kind, name, network }),

  responseLevelSet: (state, { level, matters, expectedUntil, measures }, { at }) => ({
    ...state,
    response: level === null ? null : { level, since: at, matters, expectedUntil, measures },
  }),
} satisfies Partial<Evolvers>;
