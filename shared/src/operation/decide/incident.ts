import { accept, refuse } from '../../decider.ts';
import { intersectRanges } from '../../network/ranges.ts';
import { judgePriority } from '../../rules/priority.ts';
import { inUse } from '../absorption.ts';
import type { CommandOf } from '../commands.ts';
import type { Context } from '../context.ts';
import type { Deciders } from '../decide.ts';
import type { OperationEvent } from '../events.ts';
import type { Refusal } from '../refusals.ts';
import type { OperationState } from '../state.ts';
import { type Site, siteAt } from './extents.ts';
import { isRefusal, noOpenIncident, occurrence, openIncidentOf } from './guards.ts';
import { mergedExtent } from './merged-extent.ts';

export const decideIncident = {
  openIncident: (state, command, context) => {
    if (state.incidents[command.incident] !== undefined)
      return refuse('incidentExists', { incident: command.incident });
    const since = occurrence(command.since, context.at, '');
    if (!since.ok) return since;
    const site = siteOf(state, command, context);
    if (!site.ok) return site;
    const { plannedUntil } = command;
    const isPlanned = command.reason === 'planned' && plannedUntil !== undefined;
    if (isPlanned && plannedUntil <= context.at) return refuse('etrInPast', { etr: plannedUntil, now: context.at });
    const opened: OperationEvent = {
      type: 'incidentOpened',
      incident: command.incident,
      number: state.nextNumber,
      place: site.place,
      outline: command.site.type === 'area' ? command.site.outline : null,
      extent: site.extent,
      ...site.exceptions,
      since: since.at,
      hazard: command.hazard,
      confirmedBy: command.reason,
      priority: judgePriority({ hazard: command.hazard, ...site.extent }),
      note: command.note ?? null,
    };
    if (!isPlanned) return accept(opened);
    return accept<OperationEvent>(opened, {
      type: 'etrSet',
      incident: command.incident,
      etr: plannedUntil,
      previous: null,
      source: 'planned',
      confidence: 'high',
      reason: 'plan',
    });
  },

  confirmOutage: (state, command) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.status !== 'predicted') return refuse('incidentNotPredicted', { incident: incident.id });
    return accept({ type: 'outageConfirmed', incident: incident.id, reason: command.reason });
  },

  cancelIncident: (state, command, { actor }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.locked && actor.role === 'system') return refuse('incidentLocked', { incident: incident.id });
    if (incident.steps.length > 0) return refuse('incidentHasSteps', { incident: incident.id });
    return (
      inUse(state, incident) ??
      accept({ type: 'incidentCancelled', incident: incident.id, reason: command.reason, note: command.note ?? null })
    );
  },

  mergeIncident: (state, command, { actor }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    const into = state.incidents[command.into];
    if (into === undefined) return noOpenIncident(state, command.into);
    if (into.id === incident.id) return refuse('sameIncident', { incident: incident.id });
    if (actor.role === 'system' && (incident.locked || into.locked)) {
      return refuse('incidentLocked', { incident: incident.locked ? incident.id : into.id });
    }
    if (into.status === 'restored') return refuse('incidentRestored', { incident: into.id });
    if (incident.steps.length > 0) return refuse('incidentHasSteps', { incident: incident.id });
    // Who has had supply back in one and is out in the other was interrupted twice: two incidents.
    if (intersectRanges(incident.extent.ranges, into.extent.ranges).length > 0) {
      return refuse('incidentHasSteps', { incident: into.id });
    }
    const extent = mergedExtent(into.extent, incident);
    const priority = judgePriority({ hazard: incident.hazard || into.hazard, ...extent });
    return (
      inUse(state, incident) ??
      accept({ type: 'incidentMerged', incident: incident.id, into: into.id, extent, priority })
    );
  },

  closeIncident: (state, command) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.status !== 'restored') return refuse('incidentNotRestored', { incident: incident.id });
    return (
      inUse(state, incident) ??
      accept({
        type: 'incidentClosed',
        incident: incident.id,
        cause: command.cause,
        note: command.note ?? null,
        customersInterrupted: incident.extent.customers,
        customerMinutes: incident.customerMinutes,
      })
    );
  },

  addNote: (state, command) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    const { text, hazard = incident.hazard } = command;
    const changed = hazard !== incident.hazard;
    const flag = changed ? { hazard, priority: judgePriority({ hazard, ...incident.extent }) } : {};
    return accept({ type: 'noteAdded', incident: incident.id, text, ...flag });
  },
} satisfies Partial<Deciders>;

const siteOf = (
  state: OperationState,
  { site, hazard }: CommandOf<'openIncident'>,
  context: Context,
): Site | Refusal => {
  if (site.type === 'device') return siteAt(state, context.network, site.device, [], { counts: hazard });
  // The mean of the corners is inside or near any outline a person draws, and needs no geometry here.
  const corners = site.outline.slice(0, -1);
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return {
    ok: true,
    place: {
      device: null,
      deviceClass: null,
      name: site.name,
      nameEn: null,
      feeder: '',
      substation: '',
      lon: mean(0),
      lat: mean(1),
    },
    extent: { ranges: [], customers: site.customers, important: [], area: site.area },
    within: [],
    exceptions: {},
  };
};
