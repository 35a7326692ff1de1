import { accept, refuse } from '../../decider.ts';
import { distanceM } from '../../geo/distance.ts';
import { DISPATCH } from '../../rules/dispatch.ts';
import { qualificationGaps } from '../../rules/qualification.ts';
import { travelMinutes } from '../../rules/travel.ts';
import type { Deciders } from '../decide.ts';
import type { DispatchId } from '../ids.ts';
import { crewStepNotBefore } from '../not-before.ts';
import type { Refusal, RefusalCode } from '../refusals.ts';
import { dispatchOfCrew } from '../select.ts';
import type { Dispatch, OperationState } from '../state.ts';
import type { DispatchStatus } from '../vocabulary.ts';
import { isRefusal, occurrence, openIncidentOf } from './guards.ts';

export const decideDispatch = {
  dispatchCrew: (state, command, context) => {
    if (state.dispatches[command.dispatch] !== undefined)
      return refuse('dispatchExists', { dispatch: command.dispatch });
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    const crew = context.crew(command.crew);
    if (crew === undefined) return refuse('crewUnknown', { crew: command.crew });
    if (state.onDuty[command.crew] === undefined) return refuse('crewOffDuty', { crew: command.crew });
    const busy = dispatchOfCrew(state, command.crew);
    if (busy !== undefined) return refuse('crewBusy', { crew: command.crew, incident: busy.incident });
    const [gap] = qualificationGaps(crew, incident.place.deviceClass);
    if (gap !== undefined) {
      return refuse('crewNotQualified', {
        crew: command.crew,
        lacks: gap.kind === 'persons' ? 'persons' : gap.certificate,
      });
    }
    const from = context.position(command.crew);
    const distance = from === undefined ? null : Math.round(distanceM(from, incident.place));
    return accept({
      type: 'crewDispatched',
      dispatch: command.dispatch,
      incident: incident.id,
      crew: command.crew,
      distanceM: distance,
      travelMinutes: distance === null ? null : travelMinutes(distance, incident.extent.area),
      answerBy: new Date(Date.parse(context.at) + DISPATCH.values.answerMinutes * 60_000).toISOString(),
    });
  },

  recallCrew: (state, command) => {
    const dispatch = state.dispatches[command.dispatch];
    if (dispatch === undefined) return refuse('dispatchUnknown', { dispatch: command.dispatch });
    return accept({ type: 'crewRecalled', ...about(dispatch), reason: command.reason });
  },

  acceptDispatch: (state, command, { at }) => {
    const step = next(state, command, at, 'offered', 'dispatchNotOffered');
    return step.ok ? accept({ type: 'dispatchAccepted', ...step.facts }) : step;
  },

  declineDispatch: (state, command, { at }) => {
    const step = next(state, command, at, 'offered', 'dispatchNotOffered');
    return step.ok ? accept({ type: 'dispatchDeclined', ...step.facts, reason: command.reason }) : step;
  },

  expireDispatch: (state, command, { at }) => {
    const dispatch = state.dispatches[command.dispatch];
    if (dispatch === undefined) return refuse('dispatchUnknown', { dispatch: command.dispatch });
    if (dispatch.status !== 'offered')
      return refuse('dispatchNotOffered', { dispatch: dispatch.id, status: dispatch.status });
    if (at < dispatch.answerBy) return refuse('answerStillDue', { answerBy: dispatch.answerBy });
    return accept({ type: 'dispatchTimedOut', ...about(dispatch) });
  },

  departForSite: (state, command, { at }) => {
    const step = next(state, command, at, 'accepted', 'dispatchNotAccepted');
    return step.ok ? accept({ type: 'crewEnRoute', ...step.facts }) : step;
  },

  arriveOnSite: (state, command, { at }) => {
    const step = next(state, command, at, 'enRoute', 'dispatchNotEnRoute');
    return step.ok
      ? accept({ type: 'crewArrived', ...step.facts, lon: command.lon ?? null, lat: command.lat ?? null })
      : step;
  },

  completeFieldWork: (state, command, { at }) => {
    const step = next(state, command, at, 'onSite', 'dispatchNotOnSite');
    return step.ok ? accept({ type: 'fieldWorkCompleted', ...step.facts }) : step;
  },
} satisfies Partial<Deciders>;

const about = ({ id, incident, crew }: Dispatch) => ({ dispatch: id, incident, crew });

type Step = { readonly ok: true; readonly facts: ReturnType<typeof about> & { readonly occurredAt: string } } | Refusal;

/** A crew's own step: only from the status before it, and not before that one happened. */
const next = (
  state: OperationState,
  command: { readonly dispatch: DispatchId; readonly occurredAt?: string | undefined },
  now: string,
  from: DispatchStatus,
  otherwise: RefusalCode,
): Step => {
  const dispatch = state.dispatches[command.dispatch];
  if (dispatch === undefined) return refuse('dispatchUnknown', { dispatch: command.dispatch });
  if (dispatch.status !== from) return refuse(otherwise, { dispatch: dispatch.id, status: dispatch.status });
  const occurred = occurrence(command.occurredAt, now, crewStepNotBefore(dispatch));
  return occurred.ok ? { ok: true, facts: { ...about(dispatch), occurredAt: occurred.at } } : occurred;
};
