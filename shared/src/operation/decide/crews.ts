import { accept, refuse } from '../../decider.ts';
import type { Deciders } from '../decide.ts';
import { dispatchOfCrew } from '../select.ts';

export const decideCrews = {
  setCrewDuty: (state, { crew, onDuty }, context) => {
    if (context.crew(crew) === undefined) return refuse('crewUnknown', { crew });
    if ((state.onDuty[crew] !== undefined) === onDuty) return refuse('dutyUnchanged', { crew });
    if (!onDuty && dispatchOfCrew(state, crew) !== undefined) return refuse('crewBusy', { crew });
    return accept({ type: 'crewDutySet', crew, onDuty });
  },
} satisfies Partial<Deciders>;
