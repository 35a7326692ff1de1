import type { Evolvers } from '../evolve.ts';
import type { Incident } from '../state.ts';
import { addIncident, changeSupply } from './change-incident.ts';
import { holdOf, withHold } from './hold.ts';

export const evolveParts = {
  /** The part begins as what it was part of: with its beginning, its confirmation and its hazard. The reports stay where they were. */
  incidentSplit: (state, { incident, extent, priority, lostLater, partly, part, restFree, ...said }, recorded) => {
    const whole = state.incidents[incident];
    if (whole === undefined) return state;
    const { seq, at, actor } = recorded;
    const byPerson = actor.role !== 'system';
    const held = holdOf('split', said, recorded);
    const rest = changeSupply(
      state,
      incident,
      (it) => ({
        ...(byPerson && !it.locked && restFree !== true ? withHold(it, held) : it),
        extent,
        priority,
        lostLater: lostLater ?? [],
        partly: partly ?? [],
        changedSeq: seq,
      }),
      at,
    );
    // What was thought of the whole's place says nothing of the part's.
    const { doubt: _doubt, withdrawn: _withdrawn, ...own } = whole;
    const kept = withHold(own, byPerson ? { ...held, from: incident } : null);
    const taken: Incident = {
      ...kept,
      id: part.incident,
      number: part.number,
      status: whole.confirmed === null ? 'predicted' : 'confirmed',
      priority: part.priority,
      place: part.place,
      outline: null,
      extent: part.extent,
      restored: { ranges: [], customers: 0, important: [] },
      lostLater: part.lostLater ?? [],
      partly: part.partly ?? [],
      reports: { count: 0, lastAt: null },
      etr: null,
      firstArrivalAt: null,
      steps: [],
      customerMinutes: 0,
      temporary: 0,
      restoredAt: null,
      notes: 0,
      holdsOpen: part.place.device !== null,
      fault: null,
      absorbed: [],
      // What a person parts stands where that person says, and not where the evidence for the whole did.
      ...(byPerson ? { ruling: null } : {}),
      changedSeq: seq,
    };
    return addIncident(rest, taken, at);
  },

  incidentUnmerged: (state, unmerged, recorded) => {
    const whole = state.incidents[unmerged.from];
    const was = whole?.absorbed.find(({ id }) => id === unmerged.incident);
    if (whole === undefined) return state;
    const { seq, at, actor } = recorded;
    const byPerson = actor.role !== 'system';
    const held = holdOf('held', {}, recorded);
    const rest = changeSupply(
      state,
      unmerged.from,
      (it) => ({
        ...(byPerson && !it.locked ? withHold(it, held) : it),
        extent: unmerged.extent,
        priority: unmerged.priority,
        lostLater: unmerged.lostLater ?? [],
        partly: unmerged.partly ?? [],
        reports: { ...it.reports, count: Math.max(0, it.reports.count - unmerged.reports.count) },
        ...(was !== undefined && beganWith(it, was.since)
          ? { since: was.into.since, outSince: was.into.outSince }
          : {}),
        ...(was === undefined || it.reportedAt !== was.reportedAt ? {} : { reportedAt: was.into.reportedAt }),
        hazard: was === undefined ? it.hazard : was.into.hazard,
        absorbed: it.absorbed.filter(({ id }) => id !== unmerged.incident),
        changedSeq: seq,
      }),
      at,
    );
    const back: Incident = {
      ...withHold(whole, byPerson ? held : null),
      id: unmerged.incident,
      number: unmerged.number,
      status: was?.confirmed ? 'confirmed' : 'predicted',
      confirmed: was?.confirmed ?? null,
      priority: unmerged.partPriority,
      place: unmerged.place,
      outline: was?.outline ?? null,
      extent: unmerged.partExtent,
      restored: { ranges: [], customers: 0, important: [] },
      since: unmerged.since,
      outSince: unmerged.since,
      lostLater: was?.lostLater ?? [],
      partly: was?.partly ?? [],
      reportedAt: unmerged.reportedAt,
      reports: unmerged.reports,
      hazard: unmerged.hazard,
      ruling: unmerged.ruling,
      etr: null,
      firstArrivalAt: null,
      steps: [],
      customerMinutes: 0,
      temporary: 0,
      restoredAt: null,
      notes: 0,
      holdsOpen: unmerged.place.device !== null,
      fault: null,
      nestedIn: null,
      absorbed: [],
      changedSeq: seq,
    };
    return addIncident(rest, back, at);
  },
} satisfies Partial<Evolvers>;

/** Whether it took over the beginning of what became part of it. */
const beganWith = (it: Incident, since: string): boolean => it.since === since && it.steps.length === 0;
