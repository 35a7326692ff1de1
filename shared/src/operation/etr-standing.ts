import { ETR } from '../rules/etr.ts';
import type { Incident } from './state.ts';

/** How the restoration estimate of an incident stands. `overdue`: it has passed, an update is pending, and its time is no longer to be shown. */
export type EtrStanding = 'none' | 'valid' | 'dueSoon' | 'overdue';

export const etrStanding = ({ etr, status }: Pick<Incident, 'etr' | 'status'>, now: string): EtrStanding => {
  if (etr === null || status === 'restored') return 'none';
  const left = Date.parse(etr.at) - Date.parse(now);
  if (left <= 0) return 'overdue';
  return left <= ETR.values.dueSoonMinutes * 60_000 ? 'dueSoon' : 'valid';
};
