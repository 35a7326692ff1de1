import type { Evolvers } from '../evolve.ts';
import type { DispatchId } from '../ids.ts';
import type { Dispatch, OperationState } from '../state.ts';
import { changeIncident } from './change-incident.ts';

const change = (state: OperationState, id: DispatchId, changed: Partial<Dispatch>): OperationState => {
  const dispatch = state.dispatches[id];
  if (dispatch === undefined) return state;
  return { ...state, dispatches: { ...state.dispatches, [id]: { ...dispatch, ...changed } } };
};

const end = (state: OperationState, { dispatch }: { dispatch: DispatchId }): OperationState => {
  const { [dispatch]: _ended, ...dispatches } = state.dispatches;
  return { ...state, dispatches };
};

export const evolveDispatch = {
  crewDispatched: (state, { dispatch, incident, crew, distanceM, travelMinutes, answerBy }, { at }) => ({
    ...state,
    dispatches: {
      ...state.dispatches,
      [dispatch]: {
        id: dispatch,
        incident,
        crew,
        status: 'offered',
        distanceM,
        travelMinutes,
        offeredAt: at,
        answerBy,
        acceptedAt: null,
        enRouteAt: null,
        arrivedAt: null,
      },
    },
  }),
  crewRecalled: end,
  dispatchDeclined: end,
  dispatchTimedOut: end,
  fieldWorkCompleted: end,
  dispatchAccepted: (state, { dispatch, occurredAt }) =>
    change(state, dispatch, { status: 'accepted', acceptedAt: occurredAt }),
  crewEnRoute: (state, { dispatch, occurredAt }) =>
    change(state, dispatch, { status: 'enRoute', enRouteAt: occurredAt }),
  crewArrived: (state, { dispatch, incident, occurredAt }) =>
    changeIncident(change(state, dispatch, { status: 'onSite', arrivedAt: occurredAt }), incident, (it) => ({
      ...it,
      firstArrivalAt: it.firstArrivalAt ?? occurredAt,
    })),
} satisfies Partial<Evolvers>;
