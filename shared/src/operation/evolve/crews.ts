import type { Evolvers } from '../evolve.ts';

export const evolveCrews = {
  crewDutySet: (state, { crew, onDuty }, { at }) => {
    const { [crew]: since, ...others } = state.onDuty;
    return { ...state, onDuty: onDuty ? { ...others, [crew]: since ?? at } : others };
  },
} satisfies Partial<Evolvers>;
