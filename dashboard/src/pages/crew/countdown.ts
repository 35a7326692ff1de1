import type { Dispatch } from '@relight/shared/operation/state';

export type Countdown = {
  readonly text: string;
  readonly secondsLeft: number;
  /** 1 when the offer was made, 0 when the answer is due. */
  readonly share: number;
};

/** How long there is left to answer, by the server's clock: a phone whose own clock is wrong shows the same. */
export const countdownOf = (dispatch: Pick<Dispatch, 'offeredAt' | 'answerBy'>, serverNowMs: number): Countdown => {
  const from = Date.parse(dispatch.offeredAt);
  const until = Date.parse(dispatch.answerBy);
  const leftMs = Math.min(until - from, Math.max(0, until - serverNowMs));
  const seconds = Math.ceil(leftMs / 1000);
  return {
    text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    secondsLeft: seconds,
    share: until === from ? 0 : leftMs / (until - from),
  };
};
