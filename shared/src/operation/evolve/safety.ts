import type { Evolvers } from '../evolve.ts';
import type { PermitId, TagId } from '../ids.ts';
import { changeIncident } from './change-incident.ts';

export const evolveSafety = {
  tagPlaced: (state, { type: _type, tag, note: _note, ...placed }, { at, actor }) => ({
    ...state,
    tags: { ...state.tags, [tag]: { ...placed, id: tag, at, by: actor.id } },
  }),
  tagRemoved: (state, { tag }) => {
    const { [tag as TagId]: _gone, ...tags } = state.tags;
    return { ...state, tags };
  },
  permitIssued: (state, { permit, incident, crew, isolation, ranges }, { at, actor }) => ({
    ...state,
    permits: { ...state.permits, [permit]: { id: permit, incident, crew, isolation, ranges, at, by: actor.id } },
  }),
  permitReleased: (state, { permit }) => {
    const { [permit as PermitId]: _gone, ...permits } = state.permits;
    return { ...state, permits };
  },
  predictionLocked: (state, { incident, locked }, { seq }) =>
    changeIncident(state, incident, (it) => ({ ...it, locked, changedSeq: seq })),
  faultLocated: (state, { incident, fault }, { seq }) =>
    changeIncident(state, incident, (it) => ({
      ...it,
      fault: fault === null ? null : { ...fault, repairedAt: null },
      changedSeq: seq,
    })),
  faultRepaired: (state, { incident, occurredAt }, { seq }) =>
    changeIncident(state, incident, (it) => ({
      ...it,
      fault: it.fault === null ? null : { ...it.fault, repairedAt: occurredAt },
      changedSeq: seq,
    })),
} satisfies Partial<Evolvers>;
