import type { OperationState } from '@relight/shared/operation/state';

export type Episode = {
  /** Where the timeline begins. */
  readonly from: string;
  /** Where the elapsed time counts from: the response level if one is in force, else the first report that is still open. */
  readonly since: string;
  readonly counts: 'response' | 'report';
};

/** The present emergency, or null while nothing is open and no level is in force. */
export const episodeOf = (state: OperationState): Episode | null => {
  const reported = Object.values(state.incidents)
    .filter((incident) => incident.status !== 'restored')
    .map((incident) => incident.reportedAt)
    .sort()[0];
  const level = state.response?.since;
  if (level === undefined) return reported === undefined ? null : { from: reported, since: reported, counts: 'report' };
  return { from: reported !== undefined && reported < level ? reported : level, since: level, counts: 'response' };
};
