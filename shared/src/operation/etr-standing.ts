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

/** What is told outside of the estimate's standing. */
export const TOLD_STANDINGS = ['none', 'due', 'overdue'] as const;
export type ToldEtr = { readonly etr: string | null; readonly etrStanding: (typeof TOLD_STANDINGS)[number] };

/** The estimate as anybody may be told it, on a screen, by a caller's desk or over an interface: never a time that has passed. */
export const toldEtr = (incident: Pick<Incident, 'etr' | 'status'>, now: string): ToldEtr => {
  const standing = etrStanding(incident, now);
  if (incident.etr === null || standing === 'none') return { etr: null, etrStanding: 'none' };
  return standing === 'overdue' ? { etr: null, etrStanding: 'overdue' } : { etr: incident.etr.at, etrStanding: 'due' };
};
