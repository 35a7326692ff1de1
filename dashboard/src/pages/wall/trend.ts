import { figuresAt, figuresOut, NOBODY, type TwoFigures } from '@relight/shared/operation/customers-out';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import type { CurvePoint, OperationState } from '@relight/shared/operation/state';

const WINDOW_MS = 15 * 60_000;

/** How many customers are out at an instant; the curve holds the changes only, so the last one before it counts. */
export const outAt = (curve: readonly CurvePoint[], at: string): TwoFigures => {
  const point = curve.findLast((one) => one.at <= at);
  return point === undefined ? NOBODY : figuresAt(point);
};

/** How those who are confirmed out have changed over the last quarter of an hour: negative means that supply is coming back. */
export const trendOf = (curve: readonly CurvePoint[], nowMs: number): number =>
  (curve.at(-1)?.customersOut ?? 0) - outAt(curve, new Date(nowMs - WINDOW_MS).toISOString()).confirmed;

export type Plot = {
  readonly past: string;
  /** What was only predicted, as a band on top of that. */
  readonly predicted: string | null;
  readonly ahead: string | null;
  readonly now: { readonly x: number; readonly y: number };
  readonly from: string;
  readonly until: string | null;
};

/** The least and the most that the little curve shows of the past, and the furthest it looks ahead. */
const SHORTEST_MS = 30 * 60_000;
const LONGEST_MS = 8 * 3_600_000;
const FURTHEST_MS = 8 * 3_600_000;

/**
 * The little curve as paths in a box: what was confirmed, and — dashed — what the estimates promise for it. Each estimate takes its
 * customers off at its time; customers without an estimate stay out.
 */
export const plotOf = (
  state: OperationState,
  fromMs: number,
  nowMs: number,
  box: { readonly width: number; readonly height: number },
): Plot => {
  const promised = Object.values(state.incidents)
    .flatMap((incident) => {
      const { etr } = toldEtr(incident, new Date(nowMs).toISOString());
      return etr === null ? [] : [{ ms: Date.parse(etr), back: figuresOut(incident).confirmed }];
    })
    // Later ones are not drawn at all: a step at the edge would say that it happens there.
    .filter(({ ms, back }) => ms <= nowMs + FURTHEST_MS && back > 0)
    .sort((a, b) => a.ms - b.ms);
  const end = promised.at(-1)?.ms ?? nowMs;
  // The past keeps at least a third of the width, so that a distant estimate does not push it off.
  const shortest = Math.max(SHORTEST_MS, (end - nowMs) / 2);
  const start = Math.min(nowMs - shortest, Math.max(fromMs, nowMs - LONGEST_MS));
  const startAt = new Date(start).toISOString();
  const last = state.curve.at(-1);
  const course = [
    { ms: start, ...outAt(state.curve, startAt) },
    ...state.curve
      .filter((point) => point.at > startAt && Date.parse(point.at) <= nowMs)
      .map((point) => ({ ms: Date.parse(point.at), ...figuresAt(point) })),
    { ms: nowMs, ...(last === undefined ? NOBODY : figuresAt(last)) },
  ];
  const past = course.map(({ ms, confirmed }) => ({ ms, out: confirmed }));
  const upTo = course.map(({ ms, confirmed, predicted }) => ({ ms, out: confirmed + predicted }));
  const current = last?.customersOut ?? 0;
  let left = current;
  const ahead = promised.map(({ ms, back }) => {
    left -= back;
    return { ms, out: left };
  });
  const peak = Math.max(1, ...upTo.map((point) => point.out));
  const x = (ms: number) => round(((ms - start) / (end - start)) * box.width);
  const y = (out: number) => round(box.height - (out / peak) * box.height);
  const steps = (points: readonly { readonly ms: number; readonly out: number }[]) =>
    points.map((point, index) => (index === 0 ? `M${x(point.ms)} ${y(point.out)}` : `H${x(point.ms)}V${y(point.out)}`));
  /** The same steps from right to left, to close a band. */
  const back = (points: readonly { readonly ms: number; readonly out: number }[]) =>
    points
      .toReversed()
      .map(({ ms, out }, index) => (index === 0 ? `L${x(ms)} ${y(out)}` : `V${y(out)}H${x(ms)}`))
      .join('');
  return {
    past: steps(past).join(''),
    predicted: course.some(({ predicted }) => predicted > 0) ? `${steps(upTo).join('')}${back(past)}Z` : null,
    ahead: ahead.length === 0 ? null : steps([{ ms: nowMs, out: current }, ...ahead]).join(''),
    now: { x: x(nowMs), y: y(current) },
    from: startAt,
    until: ahead.length === 0 ? null : new Date(end).toISOString(),
  };
};

const round = (value: number) => Math.round(value * 10) / 10;
