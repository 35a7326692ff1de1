import type { OperationState } from '@relight/shared/operation/state';
import type { Course } from '@relight/shared/readings/course';
import { largestEpisode } from '@relight/shared/readings/episode';

export type Episode = {
  /** The line of the log that the timeline begins with, and when it was. */
  readonly seq: number;
  readonly from: string;
  /** Where the elapsed time counts from: the response level if one is in force, else the first report. */
  readonly since: string;
  readonly counts: 'response' | 'report';
};

/** What the wall tells of: the largest episode, and with a level in force everything since that was set. Null while there is neither. */
export const episodeOf = (course: Course): Episode | null => {
  const largest = largestEpisode(course);
  const level = course.state.response?.since;
  if (level === undefined)
    return largest === null ? null : { seq: largest.seq, from: largest.at, since: largest.at, counts: 'report' };
  if (largest !== null && largest.at < level)
    return { seq: largest.seq, from: largest.at, since: level, counts: 'response' };
  const set = course.turns.findLast(({ news }) => news.some(({ kind }) => kind === 'level'));
  return { seq: set?.seq ?? course.state.seq, from: level, since: level, counts: 'response' };
};

/** How far the log must be read back for that: to what is open and was reported first, and to the level in force. */
export const readBackTo = ({ incidents, response }: OperationState): string | null =>
  Object.values(incidents)
    .filter((incident) => incident.status !== 'restored')
    .map((incident) => incident.reportedAt)
    .concat(response?.since ?? [])
    .sort()[0] ?? null;
