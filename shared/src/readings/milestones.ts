import type { IncidentId } from '../operation/ids.ts';
import type { ResponseLevel } from '../operation/vocabulary.ts';
import type { Turn } from './course.ts';
import { anybodyOut } from './figures-out.ts';

export type MilestoneKind =
  | 'firstReport'
  | 'level'
  | 'confirmed'
  | 'crewSent'
  | 'onSite'
  | 'firstBack'
  | 'halfBack'
  | 'allBack';

export type Milestone = {
  readonly kind: MilestoneKind;
  readonly seq: number;
  readonly at: string;
  /** Of a level change: the level, null for its end. */
  readonly level?: ResponseLevel | null;
  /** When a rule asked for it, where one does. */
  readonly target?: string;
};

const FIRSTS = { confirmed: 'confirmed', crewSent: 'crewSent', onSite: 'onSite', back: 'firstBack' } as const;

/**
 * What has happened since the line `from`, as the few points a room wants to see: the first of each kind, and every change of level.
 * Only incidents that somebody lost supply by since then count. Half are back when half of those who were confirmed out are; all, when
 * nobody at all is out or taken to be.
 */
export const milestonesOf = (turns: readonly Turn[], from: number): readonly Milestone[] => {
  const found = new Map<string, Milestone>();
  const first = (milestone: Milestone) => {
    if (!found.has(milestone.kind)) found.set(milestone.kind, milestone);
  };
  const part = new Set<IncidentId>();
  let peak = 0;
  for (const { seq, at, out, grown, news } of turns) {
    if (seq < from) continue;
    for (const { incident } of grown) part.add(incident);
    if (grown.length > 0) first({ kind: 'firstReport', seq, at });
    for (const one of news) {
      if (one.kind === 'level') found.set(`level ${seq}`, { kind: 'level', seq, at, level: one.level });
      else if (part.has(one.incident)) {
        const target = one.kind === 'onSite' ? { target: one.target } : {};
        first({ kind: FIRSTS[one.kind], seq, at: one.at, ...target });
      }
    }
    peak = Math.max(peak, out.confirmed);
    if (anybodyOut(out)) found.delete('allBack');
    else if (found.has('firstBack')) first({ kind: 'allBack', seq, at });
    if (out.confirmed > peak / 2) found.delete('halfBack');
    else if (anybodyOut(out) && news.some(({ kind }) => kind === 'back')) first({ kind: 'halfBack', seq, at });
  }
  return [...found.values()].sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1));
};
