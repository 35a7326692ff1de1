/** Signs of trouble longer apart than this are not of one front, minutes. */
const QUIET = 3;
/** A front is looked for among signs no older than this, minutes. */
const REMEMBERED = 90;
/** So many signs within a minute may be a front's beginning. */
const FEW = 3;
/** What comes in a minute is set against what came in so many minutes before it. */
const BEFORE = 5;

/**
 * When a front may have begun, by the times of calls and last gasps of the whole network, minutes: where those that came last began to come, and
 * where most came at once against what had come before.
 */
export const frontOnsets = (signs: readonly number[], minute: number): readonly number[] => {
  const times = signs.filter((at) => at > minute - REMEMBERED).sort((a, b) => a - b);
  if (times.length < 2) return [];
  let from = times.length - 1;
  while (from > 0 && (times[from] as number) - (times[from - 1] as number) < QUIET) from--;
  const found = new Set([times[from] as number]);
  let most = 0;
  let steepest: number | undefined;
  // Both ends of the two windows only move on.
  let end = 0;
  let begin = 0;
  times.forEach((at, i) => {
    while (end < times.length && (times[end] as number) < at + 1) end++;
    while ((times[begin] as number) < at - BEFORE) begin++;
    const after = end - i;
    const jump = after * Math.log((after + 0.5) / ((i - begin) / BEFORE + 0.5));
    if (after < FEW || jump <= most) return;
    most = jump;
    steepest = at;
  });
  if (steepest !== undefined) found.add(steepest);
  return [...found];
};
