import type { AbsorbedIncident, Incident } from '../state.ts';

/** What is kept of an incident that becomes part of another, so that it can be brought back as it was. */
export const absorbedBy = (into: Incident, it: Incident, byPerson: boolean): AbsorbedIncident => ({
  id: it.id,
  number: it.number,
  place: it.place,
  extent: it.extent,
  since: it.since,
  reportedAt: it.reportedAt,
  reports: it.reports,
  hazard: it.hazard,
  ruling: it.ruling,
  priority: it.priority,
  confirmed: it.confirmed,
  outline: it.outline,
  lostLater: it.lostLater,
  partly: it.partly,
  into: {
    since: into.since,
    outSince: into.outSince,
    reportedAt: into.reportedAt,
    hazard: into.hazard,
    steps: into.steps.length,
  },
  ...(byPerson && { joined: true as const }),
});
