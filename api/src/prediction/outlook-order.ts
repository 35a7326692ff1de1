import type { Expected, Outlook } from '@relight/shared/network/predict/outlook';
import type { CommandOf } from '@relight/shared/operation/commands';
import type { OperationState } from '@relight/shared/operation/state';
import { allExpected, allOut, sumOut } from '@relight/shared/readings/figures-out';
import type { News } from './news.ts';
import { digest } from './placement.ts';

/** What the evidence expects, and customers of predicted incidents beside it that are taken as certain. */
export type OutlookNow = Outlook & { readonly held: number };

/** A headline that changes faster than this cannot be read out. */
const AT_MOST_EVERY_MS = 10_000;
const WORTH_TELLING = 0.02;
/** As many feeders as one event names. */
const FEEDERS = 200;

/**
 * The order that tells the log what is expected by now, or null where that is what everybody reads already, or was told a moment ago.
 * @param heardWith the state that the evidence was weighed with; `state` is the one after the orders that followed
 */
export const outlookOrder = (
  { held, byFeeder, elsewhere, ...all }: OutlookNow,
  {
    operation,
    heardWith,
    state,
    news,
    now,
  }: {
    readonly operation: string;
    readonly heardWith: OperationState;
    readonly state: OperationState;
    readonly news: ReturnType<News['counts']>;
    readonly now: number;
  },
): CommandOf<'setOutlook'> | null => {
  const last = state.outlook === null ? null : Date.parse(state.outlook.at);
  if (last !== null && now - last < AT_MOST_EVERY_MS) return null;
  // Somebody has confirmed, or joined to what is confirmed, what was still weighed as open: it would count twice.
  if (allOut(state).confirmed > allOut(heardWith).confirmed) return null;
  const whole = { expected: all.expected + held, low: all.low + held, high: all.high + held };
  if (!differs(whole, allExpected(state))) return null;
  const largest = Array.from(byFeeder, ([feeder, of]) => ({ feeder, ...rounded(of) })).sort(
    (a, b) => b.expected - a.expected || (a.feeder < b.feeder ? -1 : 1),
  );
  const named = largest.filter(({ feeder }) => feeder !== '').slice(0, FEEDERS);
  const rest = largest.filter((of) => !named.includes(of)).reduce<Expected>(sumOf, rounded(elsewhere));
  return {
    id: `outlook-${digest([operation, 'outlook', String(state.seq)])}`,
    type: 'setOutlook',
    ...rounded(whole),
    byFeeder: named,
    elsewhere: rest,
    shown: sumOut(Object.values(state.incidents)).predicted,
    because: { ...news, sinceSeconds: last === null ? 0 : Math.max(0, Math.round((now - last) / 1000)) },
  };
};

const differs = (is: Expected, told: Expected): boolean =>
  (['expected', 'low', 'high'] as const).some(
    (figure) => Math.abs(is[figure] - told[figure]) > Math.max(1, WORTH_TELLING * told[figure]),
  ) ||
  (is.high === 0 && told.high > 0);

const rounded = ({ expected, low, high }: Expected): Expected => ({
  expected: Math.round(expected),
  low: Math.round(low),
  high: Math.round(high),
});

const sumOf = (a: Expected, b: Expected): Expected => ({
  expected: a.expected + b.expected,
  low: a.low + b.low,
  high: a.high + b.high,
});
