import type { Evolvers } from '../evolve.ts';
import type { PermitId, TagId } from '../ids.ts';
import type { Hold, Incident } from '../state.ts';
import { changeIncident } from './change-incident.ts';
import { holdOf, withHold } from './hold.ts';

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
  predictionLocked: (state, { incident, locked, reason, note, ruling }, recorded) =>
    changeIncident(state, incident, (it) => ({
      ...withHold(it, locked ? heldAgain(it, holdOf('held', { reason, note }, recorded)) : null),
      ...(ruling !== undefined && { ruling }),
      changedSeq: recorded.seq,
    })),
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

/** Who keeps to it although a fact spoke against it has not said anew how it came about. */
const heldAgain = ({ hold }: Incident, now: Hold): Hold => {
  if (hold === undefined) return now;
  const { against: _against, ...before } = hold;
  const isSaid = now.reason !== null || now.note !== null;
  return { ...before, at: now.at, by: now.by, ...(isSaid && { reason: now.reason, note: now.note }) };
};
