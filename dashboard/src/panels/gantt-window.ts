import type { CrewTasks } from './gantt-tasks.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The axis moves in such steps: one that crept along with the clock could not be read. */
const STEP_MS = 30 * MINUTE_MS;
/** Room on either side of now, also when little has happened or little is expected. */
const LEAST_BEFORE_MS = 30 * MINUTE_MS;
const LEAST_AFTER_MS = 60 * MINUTE_MS;
const MOST_MS = 8 * HOUR_MS;
/** What ended longer ago does not stretch the axis. */
const RECENT_MS = HOUR_MS;
/** Where now stands on an axis of a chosen length: more room for what is to come than for what has been. */
const NOW_AT = 0.43;

/** The time that the work on the screen takes up: from the first order that still matters to the last estimate. */
export const fittingWindow = (
  rows: readonly CrewTasks[],
  estimates: readonly string[],
  nowMs: number,
): readonly [fromMs: number, toMs: number] => {
  const begins = rows
    .flatMap(({ tasks }) => tasks)
    .filter(({ endedAt }) => endedAt === null || nowMs - Date.parse(endedAt) < RECENT_MS)
    .map(({ offeredAt }) => Date.parse(offeredAt));
  const from = Math.max(Math.min(nowMs - LEAST_BEFORE_MS, ...begins), nowMs - MOST_MS);
  const to = Math.min(Math.max(nowMs + LEAST_AFTER_MS, ...estimates.map((at) => Date.parse(at))), nowMs + MOST_MS);
  return [Math.floor(from / STEP_MS) * STEP_MS, Math.ceil(to / STEP_MS) * STEP_MS];
};

export const chosenWindow = (hours: number, nowMs: number): readonly [fromMs: number, toMs: number] => {
  const from = nowMs - hours * HOUR_MS * NOW_AT;
  return [from, from + hours * HOUR_MS];
};
