import type { ServiceArea } from '@relight/shared/network/facts';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { ResponseLevel } from '@relight/shared/operation/vocabulary';
import { ARRIVAL_LIMIT } from '@relight/shared/rules/service-times';

export const MILESTONES = [
  'firstReport',
  'level',
  'confirmed',
  'crewSent',
  'onSite',
  'firstBack',
  'halfBack',
  'allBack',
] as const;
export type MilestoneKind = (typeof MILESTONES)[number];

export type Milestone = {
  readonly kind: MilestoneKind;
  readonly seq: number;
  readonly at: string;
  /** Of a level change: the level, null for its end. */
  readonly level?: ResponseLevel | null;
  /** When a rule asked for it, where one does. */
  readonly target?: string;
};

/**
 * What has happened in an episode that counts from `since`, as the few points a room wants to see: the first of each kind, and every
 * change of level. Only what is in the log counts. `events` may begin earlier, so that what was out before is known.
 */
export const milestonesOf = (events: readonly RecordedEvent[], since: string): readonly Milestone[] => {
  const from = beginningOf(events, since);
  const found = new Map<string, Milestone>();
  const first = (milestone: Milestone) => {
    if (milestone.at >= from && !found.has(milestone.kind)) found.set(milestone.kind, milestone);
  };
  const out = new Map<IncidentId, number>();
  const reported = new Map<IncidentId, { readonly at: string; readonly area: ServiceArea }>();
  let peak = 0;
  const total = () => [...out.values()].reduce((sum, customers) => sum + customers, 0);
  const grown = () => {
    peak = Math.max(peak, total());
    found.delete('allBack');
    if (total() > peak / 2) found.delete('halfBack');
  };

  for (const { seq, at, event } of events) {
    switch (event.type) {
      case 'outagePredicted':
      case 'incidentOpened':
        reported.set(event.incident, { at, area: event.extent.area });
        out.set(event.incident, event.extent.customers);
        first({ kind: 'firstReport', seq, at });
        if (event.type === 'incidentOpened' && event.confirmedBy !== null) first({ kind: 'confirmed', seq, at });
        grown();
        break;
      case 'outageMoved':
        out.set(event.incident, event.extent.customers);
        grown();
        break;
      case 'incidentMerged':
        out.delete(event.incident);
        out.set(event.into, event.extent.customers);
        break;
      case 'incidentCancelled':
      case 'incidentClosed':
        out.delete(event.incident);
        break;
      case 'outageConfirmed':
        first({ kind: 'confirmed', seq, at });
        break;
      case 'crewDispatched':
        first({ kind: 'crewSent', seq, at });
        break;
      case 'crewArrived':
        first({ kind: 'onSite', seq, at: event.occurredAt, ...targetOf(reported.get(event.incident)) });
        break;
      case 'supplyRestored':
        out.set(event.incident, event.customersLeft);
        first({ kind: 'firstBack', seq, at: event.occurredAt });
        if (total() <= peak / 2 && total() > 0) first({ kind: 'halfBack', seq, at: event.occurredAt });
        if (total() === 0) first({ kind: 'allBack', seq, at: event.occurredAt });
        break;
      case 'incidentReopened':
        out.set(event.incident, (out.get(event.incident) ?? 0) + event.customers);
        grown();
        break;
      case 'responseLevelSet':
        if (at >= from) found.set(`level ${seq}`, { kind: 'level', seq, at, level: event.level });
        break;
    }
  }
  return [...found.values()].sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1));
};

/** An episode begins with the first report of what was already out when it was declared one. */
const beginningOf = (events: readonly RecordedEvent[], since: string): string => {
  const open = new Map<IncidentId, string>();
  for (const { at, event } of events) {
    if (at >= since) break;
    if (event.type === 'outagePredicted' || event.type === 'incidentOpened') open.set(event.incident, at);
    else if (event.type === 'incidentClosed' || event.type === 'incidentCancelled' || event.type === 'incidentMerged')
      open.delete(event.incident);
    else if (event.type === 'supplyRestored' && event.customersLeft === 0) open.delete(event.incident);
  }
  return [since, ...open.values()].sort()[0] ?? since;
};

const targetOf = (reported: { readonly at: string; readonly area: ServiceArea } | undefined) =>
  reported === undefined
    ? {}
    : {
        target: new Date(Date.parse(reported.at) + ARRIVAL_LIMIT.values[reported.area] * 60_000).toISOString(),
      };

/** What goes first when there is no room: the least telling, and of the level changes the oldest. */
const LEAST_TELLING: readonly MilestoneKind[] = [
  'confirmed',
  'crewSent',
  'firstBack',
  'level',
  'halfBack',
  'onSite',
  'allBack',
  'firstReport',
];

export const mostTelling = (milestones: readonly Milestone[], room: number): readonly Milestone[] => {
  const kept = [...milestones];
  for (const kind of LEAST_TELLING) {
    // The last level change says what is in force now and stays as long as anything can go instead.
    const removable = () => {
      const index = kept.findIndex((milestone) => milestone.kind === kind);
      return kind === 'level' && kept.filter((milestone) => milestone.kind === 'level').length <= 1 ? -1 : index;
    };
    for (let index = removable(); kept.length > room && index >= 0; index = removable()) kept.splice(index, 1);
  }
  return kept;
};
