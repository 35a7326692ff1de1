import { type Ranges, subtractRanges } from '../../network/ranges.ts';
import type { ReportGroup } from '../commands.ts';
import type { EventOf } from '../events.ts';
import type { Evolvers } from '../evolve.ts';
import type { IncidentId } from '../ids.ts';
import { earlier, later } from '../instants.ts';
import type { Hold, Incident, OperationState } from '../state.ts';
import { ABSORBED_KEPT } from '../state.ts';
import { absorbedBy } from './absorbed.ts';
import { addIncident, changeIncident, changeSupply, finishIncident, mergeIncident } from './change-incident.ts';
import { giveUp } from './give-up.ts';
import { holdOf, withHold } from './hold.ts';
import { keepOpen } from './keep-open.ts';

/** One that moved over others knows of all their customers already. */
const covers = (all: Ranges, some: Ranges): boolean => subtractRanges(some, all).length === 0;
/** Reports that are counted in another incident from now on. */
const withoutReports = (
  state: OperationState,
  { from, reports }: { readonly from?: IncidentId | undefined; readonly reports: ReportGroup },
): OperationState =>
  from === undefined
    ? state
    : changeIncident(state, from, (it) => ({
        ...it,
        reports: { ...it.reports, count: Math.max(0, it.reports.count - reports.ids.length) },
      }));
const latest = (a: string | null, b: string): string => (a === null ? b : later(a, b));

/** What was said of the incident that a new one takes the place of. */
const withdrawnFrom = (
  { incidents }: OperationState,
  { withdrawn }: EventOf<'outagePredicted'>,
  at: string,
): Pick<Incident, 'withdrawn'> => {
  const left = withdrawn === undefined ? undefined : incidents[withdrawn.incident];
  return withdrawn === undefined || left === undefined
    ? {}
    : { withdrawn: { at, finding: withdrawn.finding, place: left.place, ruling: left.ruling } };
};

/** A prediction that takes the place of another keeps the estimate that people have given for it. */
const keptEtr = (target: Incident, { status, etr }: Incident): Incident['etr'] => {
  const isOfPerson = etr !== null && etr.source !== 'model' && etr.source !== 'default';
  return target.status === 'predicted' && status === 'predicted' && isOfPerson ? etr : null;
};

/** Whoever says exactly where it is says of what was joined to it before that it is there too, or is another outage. */
const pinned = (it: Incident, hold: Hold): Incident => ({
  ...withHold(it, hold),
  absorbed: it.absorbed.map(({ joined: _joined, ...part }) => part),
});

const newIncident = {
  restored: { ranges: [], customers: 0, important: [] },
  etr: null,
  firstArrivalAt: null,
  steps: [],
  customerMinutes: 0,
  restoredAt: null,
  notes: 0,
  locked: false,
  fault: null,
  lostLater: [],
  temporary: 0,
  absorbed: [],
} as const;

export const evolveIncident = {
  outagePredicted: (state, predicted, { seq, at }) =>
    addIncident(
      giveUp(withoutReports(state, predicted), predicted),
      {
        ...newIncident,
        id: predicted.incident,
        number: predicted.number,
        status: 'predicted',
        priority: predicted.priority,
        place: predicted.place,
        outline: null,
        extent: predicted.extent,
        partly: predicted.partly ?? [],
        since: predicted.since,
        outSince: predicted.since,
        reportedAt: at,
        reports: {
          count: predicted.reports.ids.length,
          lastAt: predicted.reports.ids.length === 0 ? null : predicted.reports.lastAt,
        },
        hazard: predicted.reports.hazard,
        ruling: predicted.ruling,
        confirmed: null,
        holdsOpen: predicted.place.device !== null,
        nestedIn: predicted.nested?.incident ?? null,
        ...withdrawnFrom(state, predicted, at),
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
        partly: opened.partly ?? [],
        holdsOpen: opened.place.device !== null,
        nestedIn: null,
        changedSeq: seq,
      },
      at,
    ),

  reportsReceived: (state, { incident, reports, priority, from, ruling }) =>
    changeIncident(withoutReports(state, { from, reports }), incident, (it) => ({
      ...it,
      priority,
      ...(ruling !== undefined && { ruling }),
      reports: { count: it.reports.count + reports.ids.length, lastAt: latest(it.reports.lastAt, reports.lastAt) },
      hazard: it.hazard || reports.hazard,
      // A call that came in late may tell of an earlier beginning, but never once customers have been counted from the old one.
      ...(it.steps.length === 0
        ? { since: earlier(it.since, reports.firstAt), outSince: earlier(it.outSince, reports.firstAt) }
        : {}),
    })),

  outageMoved: (state, { incident, place, extent, partly, ruling, priority, withdrawn, reason, note }, recorded) =>
    changeSupply(
      state,
      incident,
      ({ doubt: _doubt, withdrawn: _before, ...it }) => ({
        // Where a person has put it, it stays until that person lets go of it.
        ...(ruling === null ? pinned(it, holdOf('pinned', { reason, note }, recorded)) : it),
        ...(withdrawn === undefined
          ? {}
          : { withdrawn: { at: recorded.at, finding: withdrawn, place: it.place, ruling: it.ruling } }),
        place,
        extent,
        priority,
        partly: partly ?? [],
        lostLater: [],
        ruling: ruling ?? it.ruling,
        holdsOpen: place.device !== null,
        outline: null,
        changedSeq: recorded.seq,
      }),
      recorded.at,
    ),

  predictionDoubted: (state, { incident, finding }, { at }) =>
    changeIncident(state, incident, ({ doubt: _doubt, ...it }) =>
      finding === null ? it : { ...it, doubt: { at, finding } },
    ),

  holdContradicted: (state, { incident, fact }, { seq, at }) =>
    changeIncident(state, incident, (it) =>
      it.hold === undefined ? it : { ...it, hold: { ...it.hold, against: { at, fact } }, changedSeq: seq },
    ),

  outageConfirmed: (state, { incident, reason, since }, { seq, at }) =>
    changeSupply(
      state,
      incident,
      ({ doubt, withdrawn: _withdrawn, ...it }) => ({
        ...it,
        // Who only judged that it is so has found nothing that the evidence did not know.
        ...(doubt !== undefined && reason === 'dispatcherJudgement' ? { doubt } : {}),
        status: 'confirmed',
        confirmed: { at, reason },
        ...(since === undefined ? {} : { since, outSince: since }),
        changedSeq: seq,
      }),
      at,
    ),

  incidentCancelled: (state, { incident }, { at }) => {
    const it = state.incidents[incident];
    return it === undefined
      ? state
      : finishIncident(state, it, { end: 'cancelled', at, cause: null, mergedInto: null });
  },

  incidentMerged: (state, { incident, into, extent, priority, since }, { seq, at, actor }) => {
    const it = state.incidents[incident];
    if (it === undefined) return state;
    const change = (target: Incident): Incident => ({
      ...target,
      priority,
      extent,
      hazard: target.hazard || it.hazard,
      reports: {
        count: target.reports.count + it.reports.count,
        lastAt: it.reports.lastAt === null ? target.reports.lastAt : latest(target.reports.lastAt, it.reports.lastAt),
      },
      ...(covers(target.extent.ranges, it.extent.ranges)
        ? {}
        : { lostLater: [...target.lostLater, ...it.lostLater], partly: [...target.partly, ...it.partly] }),
      since: since ?? (target.steps.length === 0 ? earlier(target.since, it.since) : target.since),
      outSince: since ?? (target.steps.length === 0 ? earlier(target.outSince, it.since) : target.outSince),
      reportedAt: earlier(target.reportedAt, it.reportedAt),
      nestedIn: target.nestedIn ?? it.nestedIn,
      etr: target.etr ?? keptEtr(target, it),
      absorbed: [...target.absorbed, absorbedBy(target, it, actor.role !== 'system')].slice(-ABSORBED_KEPT),
      changedSeq: seq,
    });
    const kept = it.confirmed === null ? state : keepOpen(state, it, into, at);
    return mergeIncident(kept, it, { into, change, at });
  },

  incidentClosed: (state, { incident, cause }, { at }) => {
    const it = state.incidents[incident];
    return it === undefined
      ? state
      : finishIncident(keepOpen(state, it, null, at), it, { end: 'closed', at, cause, mergedInto: null });
  },

  noteAdded: (state, { incident, hazard, priority }) =>
    changeIncident(state, incident, (it: Incident) => ({
      ...it,
      notes: it.notes + 1,
      ...(hazard !== undefined && { hazard }),
      ...(priority !== undefined && { priority }),
    })),
} satisfies Partial<Evolvers>;
