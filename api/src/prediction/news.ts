import type { Evidence } from '@relight/shared/network/predict/predictor';
import type { EventOf } from '@relight/shared/operation/events';

type Counts = Omit<EventOf<'outlookSet'>['because'], 'silenceSeconds'>;

const NONE: Counts = { calls: 0, lastGasps: 0, answers: 0, positions: 0 };

const COUNTED: Readonly<Record<Evidence['kind'], keyof Counts>> = {
  call: 'calls',
  partial: 'calls',
  lastGasp: 'lastGasps',
  powerOn: 'answers',
  noResponse: 'answers',
};

/**
 * Counts the evidence that came since the last outlook, so that the next one can say why a figure has moved.
 * @param since until `countAll` only what is newer counts: the rest was in the last outlook, which another process may have told
 */
export const createNews = (since: number) => {
  let after = since;
  let counts = NONE;
  const hear = (what: keyof Counts, at: number): void => {
    if (at > after) counts = { ...counts, [what]: counts[what] + 1 };
  };
  return {
    hear: ({ kind, at }: Pick<Evidence, 'kind' | 'at'>): void => hear(COUNTED[kind], at),
    hearPosition: (at: number): void => hear('positions', at),
    countAll(): void {
      after = Number.NEGATIVE_INFINITY;
    },
    counts: (): Counts => counts,
    told(): void {
      counts = NONE;
    },
  };
};

export type News = ReturnType<typeof createNews>;
