import { type Dispatch, initialState, type OperationState } from '@relight/shared/operation/state';

/** An operation with nothing but the dispatch `dsp_1` of `crew_1`, offered for three minutes unless said otherwise. */
export const withDispatch = (own: Partial<Dispatch>): OperationState => ({
  ...initialState,
  dispatches: {
    dsp_1: {
      id: 'dsp_1',
      incident: 'inc_1',
      crew: 'crew_1',
      status: 'offered',
      offeredAt: '2026-11-24T08:00:00.000Z',
      answerBy: '2026-11-24T08:03:00.000Z',
      acceptedAt: null,
      enRouteAt: null,
      arrivedAt: null,
      distanceM: null,
      travelMinutes: null,
      ...own,
    },
  },
});
