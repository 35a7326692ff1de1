import { accept, refuse } from '../../decider.ts';
import { judgePriority } from '../../rules/priority.ts';
import { notAbsorbable } from '../absorption.ts';
import type { Deciders } from '../decide.ts';
import type { Actor, OperationEvent } from '../events.ts';
import { formerlyAt } from '../former-places.ts';
import { isHeld } from '../hold.ts';
import type { IncidentId } from '../ids.ts';
import { earlier } from '../instants.ts';
import type { Refusal } from '../refusals.ts';
import type { Incident, OperationState } from '../state.ts';
import { explainedByPin } from './explained-by.ts';
import { siteAt } from './extents.ts';
import { isRefusal, noOpenIncident, openIncidentOf } from './guards.ts';
import { nestedOf } from './nested.ts';
import { networkOf } from './network-of.ts';
import { said } from './said.ts';

export const decidePrediction = {
  predictOutage: (state, command, context) => {
    const { incident, device, reports, ruling, absorbs, nestedIn, since: reported, from, withdrawn } = command;
    if (state.incidents[incident] !== undefined) return refuse('incidentExists', { incident });
    const former = formerlyAt(state, device);
    if (former?.id !== incident && state.finished.recent.some(({ id }) => id === incident))
      return refuse('incidentExists', { incident });
    const absorbed = absorbable(state, absorbs, incident, context.actor);
    if (isRefusal(absorbed)) return absorbed;
    const site = siteAt(state, context.network, device, absorbs, { counts: reports.hazard });
    if (!site.ok) return site;
    const { place, extent } = site;
    // The clocks of meters and callers differ from ours; nothing began later than now.
    const since = earlier(reported ?? reports.firstAt, context.at);
    const nested = nestedIn === undefined ? null : nestedOf(state, nestedIn, site, context);
    if (nested !== null && isRefusal(nested)) return nested;
    const priority = judgePriority({ hazard: reports.hazard, ...extent });
    const predicted: OperationEvent = {
      type: 'outagePredicted',
      incident,
      number: former?.id === incident ? former.number : state.nextNumber,
      place,
      extent,
      ...site.exceptions,
      since: nested?.since ?? since,
      reports,
      ruling,
      priority,
      ...(nested === null ? {} : { nested: nested.facts }),
      ...(from === undefined ? {} : { from }),
      ...(withdrawn !== undefined && absorbs.includes(withdrawn.incident) ? { withdrawn } : {}),
    };
    return accept(
      predicted,
      ...absorbed.map(
        (it): OperationEvent => ({ type: 'incidentMerged', incident: it.id, into: incident, extent, priority }),
      ),
    );
  },

  attachReports: (state, command) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    const { reports, from, ruling } = command;
    const hazard = incident.hazard || reports.hazard;
    const priority = judgePriority({ hazard, ...incident.extent });
    return accept({
      type: 'reportsReceived',
      incident: incident.id,
      reports,
      priority,
      ...(from === undefined ? {} : { from }),
      ...(ruling === undefined || incident.status !== 'predicted' || incident.locked ? {} : { ruling }),
    });
  },

  doubtPrediction: (state, { incident: id, finding }) => {
    const incident = openIncidentOf(state, { incident: id });
    if (isRefusal(incident)) return incident;
    // Said once is enough.
    if ((incident.doubt === undefined) === (finding === null)) return accept();
    return accept({ type: 'predictionDoubted', incident: id, finding });
  },

  contradictHold: (state, { incident: id }, { at }) => {
    const incident = openIncidentOf(state, { incident: id });
    if (isRefusal(incident)) return incident;
    if (!isHeld(incident) || incident.hold?.against !== undefined) return accept();
    return accept({ type: 'holdContradicted', incident: id, fact: { is: 'supplied' }, occurredAt: at });
  },

  setOutlook: (_, { id: _id, type: _type, ...outlook }) => accept({ type: 'outlookSet', ...outlook }),

  moveOutage: (state, command, context) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    // What a person has confirmed moves only by a person's order (`ruling` null), and never after customers were counted as restored.
    if (incident.status !== 'predicted' && command.ruling !== null) {
      return refuse('incidentNotPredicted', { incident: incident.id });
    }
    if (incident.locked && command.ruling !== null) return refuse('incidentLocked', { incident: incident.id });
    if (incident.steps.length > 0 || incident.lostLater.length > 0) {
      return refuse('incidentHasSteps', { incident: incident.id });
    }
    const absorbed = absorbable(state, command.absorbs, incident.id, context.actor);
    if (isRefusal(absorbed)) return absorbed;
    const { device, absorbs } = command;
    const network = networkOf(state, context);
    if (isRefusal(network)) return network;
    const explained = command.ruling === null ? explainedByPin(state, network, { incident: incident.id, device }) : [];
    const joined = [...absorbed, ...explained.filter(({ id }) => !absorbs.includes(id))];
    const site = siteAt(state, network, device, [incident.id, ...joined.map(({ id }) => id)]);
    if (!site.ok) return site;
    const { place, extent } = site;
    const hazard = incident.hazard || (command.reports?.hazard ?? false);
    const priority = judgePriority({ hazard, ...extent });
    const moved: OperationEvent = {
      type: 'outageMoved',
      incident: incident.id,
      place,
      extent,
      ...site.exceptions,
      ruling: command.ruling,
      priority,
      ...(command.ruling === null && said(command)),
    };
    return accept(
      moved,
      ...(command.reports === null
        ? []
        : [
            {
              type: 'reportsReceived',
              incident: incident.id,
              reports: command.reports,
              priority,
            } satisfies OperationEvent,
          ]),
      ...joined.map(
        (it): OperationEvent => ({
          type: 'incidentMerged',
          incident: it.id,
          into: incident.id,
          extent,
          priority,
        }),
      ),
    );
  },
} satisfies Partial<Deciders>;

/** The incidents that are to become part of another, or why one of them may not. */
const absorbable = (
  state: OperationState,
  ids: readonly IncidentId[],
  into: IncidentId,
  actor: Actor,
): readonly Incident[] | Refusal => {
  const found: Incident[] = [];
  for (const id of ids) {
    const incident = state.incidents[id];
    if (id === into) return refuse('sameIncident', { incident: id });
    if (incident === undefined) return noOpenIncident(state, id);
    const refusal = notAbsorbable(state, incident, actor);
    if (refusal !== null) return refusal;
    found.push(incident);
  }
  return found;
};
