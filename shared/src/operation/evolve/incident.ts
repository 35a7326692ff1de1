import type { Evolvers } from '../evolve.ts';
import type { Incident } from '../state.ts';
import { addIncident, changeIncident, changeSupply, finishIncident, mergeIncident } from './change-incident.ts';

const later = (a: string | null, b: string): string => (a !== null && a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

const newIncident = {
  restored: { ranges: [], customers: 0, important: [] },
  etr: null,
  firstArrivalAt: null,
  steps: [],
  customerMinutes: 0,
  restoredAt: null,
  notes: 0,
} as const;

export const evolveIncident = {
  outagePredicted: (state, { incident, number, place, extent, since, reports, ruling, priority }, { seq, at }) =>
    addIncident(
      state,
      {
        ...newIncident,
        id: incident,
        number,
        status: 'predicted',
        priority,
        place,
        outline: null,
        extent,
        since,
        outSince: since,
        reportedAt: at,
        reports: { count: reports.ids.length, lastAt: reports.ids.length === 0 ? null : reports.lastAt },
        hazard: reports.hazard,
        ruling,
        confirmed: null,
        changedSeq: seq,
      },
      at,
    ),

  incidentOpened: (state, opened, { seq, at }) =>
    addIncident(
      state,
      {
        ...newIncident,
        id: opened.incident,
        number: opened.number,
        status: opened.confirmedBy === null ? 'predicted' : 'confirmed',
        priority: opened.priority,
        place: opened.place,
        outline: opened.outline,
        extent: opened.extent,
        since: opened.since,
        outSince: opened.since,
        reportedAt: at,
        reports: { count: 0, lastAt: null },
        hazard: opened.hazard,
        ruling: null,
        confirmed: opened.confirmedBy === null ? null : { at, reason: opened.confirmedBy },
        notes: opened.note === null ? 0 : 1,
        changedSeq: seq,
      },
      at,
    ),

  reportsReceived: (state, { incident, reports, priority }) =>
    changeIncident(state, incident, (it) => ({
      ...it,
      priority,
      reports: { count: it.reports.count + reports.ids.length, lastAt: later(it.reports.lastAt, reports.lastAt) },
      hazard: it.hazard || reports.hazard,
      // A call that came in late may tell of an earlier beginning, but never once customers have been counted from the old one.
      ...(it.steps.length === 0
        ? { since: earlier(it.since, reports.firstAt), outSince: earlier(it.outSince, reports.firstAt) }
        : {}),
    })),

  outageMoved: (state, { incident, place, extent, ruling, priority }, { seq, at }) =>
    changeSupply(
      state,
      incident,
      (it) => ({
        ...it,
        place,
        extent,
        priority,
        ruling: ruling ?? it.ruling,
        outline: null,
        changedSeq: seq,
      }),
      at,
    ),

  outageConfirmed: (state, { incident, reason }, { seq, at }) =>
    changeIncident(state, incident, (it) => ({
      ...it,
      status: 'confirmed',
      confirmed: { at, reason },
      changedSeq: seq,
    })),

  incidentCancelled: (state, { incident }, { at }) => {
    const it = state.incidents[incident];
    return it === undefined
      ? state
      : finishIncident(state, it, { end: 'cancelled', at, cause: null, mergedInto: null });
  },

  incidentMerged: (state, { incident, into, extent, priority }, { seq, at }) => {
    const it = state.incidents[incident];
    if (it === undefined) return state;
    const change = (target: Incident): Incident => ({
      ...target,
      priority,
      extent,
      hazard: target.hazard || it.hazard,
      reports: {
        count: target.reports.count + it.reports.count,
        lastAt: it.reports.lastAt === null ? target.reports.lastAt : later(target.reports.lastAt, it.reports.lastAt),
      },
      since: target.steps.length === 0 ? earlier(target.since, it.since) : target.since,
      outSince: target.steps.length === 0 ? earlier(target.outSince, it.since) : target.outSince,
      reportedAt: earlier(target.reportedAt, it.reportedAt),
      changedSeq: seq,
    });
    return mergeIncident(state, it, { into, change, at });
  },

  incidentClosed: (state, { incident, cause }, { at }) => {
    const it = state.incidents[incident];
    return it === undefined ? state : finishIncident(state, it, { end: 'closed', at, cause, mergedInto: null });
  },

  noteAdded: (state, { incident }) =>
    changeIncident(state, incident, (it: Incident) => ({ ...it, notes: it.notes + 1 })),
} satisfies Partial<Evolvers>;
