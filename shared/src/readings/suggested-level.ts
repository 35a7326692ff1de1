import { figuresAt, NOBODY, type TwoFigures } from '../operation/customers-out.ts';
import type { CurvePoint, OperationState } from '../operation/state.ts';
import { RESPONSE_LEVELS, type ResponseLevel } from '../operation/vocabulary.ts';
import { LEVEL_THRESHOLDS, type LevelThreshold } from '../rules/response-levels.ts';

/** A level whose threshold is met by what is confirmed, and since when. */
export type MetLevel = LevelThreshold & { readonly since: string };

/** What the figures say of the response level. It is never in force by itself: a person announces it. */
export type LevelAdvice = {
  /** The figures that the rest was judged by. */
  readonly out: TwoFigures;
  /** Above the level in force, and confirmed for as long as its threshold asks. */
  readonly suggested: MetLevel | null;
  /** Above that one, confirmed, but not yet for long enough. */
  readonly nearing: MetLevel | null;
  /** Above both, once what is only predicted turns out to be true. */
  readonly possible: LevelThreshold | null;
};

/**
 * The level that the customers out suggest at `now`. Of the curve alone, so that every screen says the same at the same time; the curve
 * holds one point a minute, so a minute is how exact the time is.
 */
export const adviseLevel = (
  { curve, response }: Pick<OperationState, 'curve' | 'response'>,
  now: string,
): LevelAdvice => {
  const last = curve.at(-1);
  const out = last === undefined ? NOBODY : figuresAt(last);
  const reached = LEVEL_THRESHOLDS.values.flatMap((threshold) => met(curve, threshold) ?? []);
  const suggested = reached.find((level) => heldMinutes(level, now) >= level.minutes);
  const possible = LEVEL_THRESHOLDS.values.find(({ customers }) => out.confirmed + out.predicted >= customers);
  const inForce = rankOf(response?.level);
  const above = <Level extends LevelThreshold>(level: Level | undefined, than: number): Level | null =>
    level !== undefined && rankOf(level.level) > than ? level : null;
  const first = above(suggested, inForce);
  const second = above(reached[0], Math.max(inForce, rankOf(first?.level)));
  const third = above(possible, Math.max(inForce, rankOf(first?.level), rankOf(second?.level)));
  return { out, suggested: first, nearing: second, possible: third };
};

/** Whole minutes since the threshold was met. */
export const heldMinutes = ({ since }: MetLevel, now: string): number =>
  Math.max(0, Math.floor((Date.parse(now) - Date.parse(since)) / 60_000));

const met = (curve: readonly CurvePoint[], threshold: LevelThreshold): MetLevel | null => {
  const below = curve.findLastIndex((point) => point.customersOut < threshold.customers);
  const since = curve[below + 1];
  return since === undefined ? null : { ...threshold, since: since.at };
};

/** 0 for none, 4 for the highest. */
const rankOf = (level: ResponseLevel | undefined): number =>
  level === undefined ? 0 : RESPONSE_LEVELS.length - RESPONSE_LEVELS.indexOf(level);
