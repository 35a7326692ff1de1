import { accept, refuse } from '../../decider.ts';
import type { NetworkFacts, ServicePointFacts } from '../../network/facts.ts';
import type { Overlay } from '../../network/overlay.ts';
import { hasSection, intersectRanges, NO_SECTIONS, type Ranges, subtractRanges } from '../../network/ranges.ts';
import { judgePriority } from '../../rules/priority.ts';
import { deadSections, importantOut, without } from '../customers-out.ts';
import type { Deciders } from '../decide.ts';
import type { OperationEvent } from '../events.ts';
import { carve } from '../interruptions/carve.ts';
import { carvePoint } from '../interruptions/carve-point.ts';
import { overlayOf, withoutOpening } from '../overlay-of.ts';
import type { Incident, OperationState } from '../state.ts';
import { exceptions } from './exceptions.ts';
import { placeOf, placeOfPoint } from './extents.ts';
import { gather } from './gather.ts';
import { isRefusal, openIncidentOf } from './guards.ts';
import { extentWithout } from './merged-extent.ts';
import { networkOf } from './network-of.ts';
import { said } from './said.ts';

export const decideParts = {
  /** Each part takes who is still out below its device; who has had supply back stays counted where that was recorded. */
  splitIncident: (state, command, context) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.locked && context.actor.role === 'system') return refuse('incidentLocked', { incident: incident.id });
    const network = networkOf(state, context);
    if (isRefusal(network)) return network;
    const overlay = asIfIntact(state, incident);
    const gathering = gather(state, context);
    for (const { incident: id, device: deviceId } of command.parts) {
      if (gathering.state.incidents[id] !== undefined) return refuse('incidentExists', { incident: id });
      const whole = gathering.state.incidents[incident.id] as Incident;
      const parted = partAt(whole, network, overlay, deviceId);
      if (isRefusal(parted)) return parted;
      gathering.add({
        type: 'incidentSplit',
        incident: incident.id,
        ...parted.rest,
        ...(command.restFree !== undefined && { restFree: command.restFree }),
        ...said(command),
        part: { incident: id, number: gathering.state.nextNumber, place: parted.place, ...parted.part },
      });
    }
    return accept(...gathering.events);
  },

  unmergeIncident: (state, command) => {
    const whole = openIncidentOf(state, { incident: command.from, basedOn: command.basedOn });
    if (isRefusal(whole)) return whole;
    const id = command.incident;
    if (state.incidents[id] !== undefined) return refuse('incidentExists', { incident: id });
    const was = whole.absorbed.find((it) => it.id === id);
    if (was === undefined || whole.steps.length !== was.into.steps) return refuse('notMerged', { incident: id });
    // It may have moved since; what no longer is its own cannot be given back.
    if (subtractRanges(was.extent.ranges, deadSections(whole)).length > 0) return refuse('notMerged', { incident: id });
    const extent = extentWithout(whole.extent, was);
    if (extent.customers <= 0) return refuse('notMerged', { incident: id });
    const rest = withoutSections(whole, was.extent.ranges);
    const unmerged: OperationEvent = {
      type: 'incidentUnmerged',
      incident: id,
      number: was.number,
      from: whole.id,
      place: was.place,
      partExtent: was.extent,
      partPriority: was.priority,
      since: was.since,
      reportedAt: was.reportedAt,
      reports: was.reports,
      hazard: was.hazard,
      ruling: was.ruling,
      extent,
      priority: judgePriority({ hazard: was.into.hazard, ...extent }),
      ...exceptions(rest),
    };
    return accept(unmerged);
  },
} satisfies Partial<Deciders>;

/** What was opened or cut because of the outage carries nothing now; who is below whom is asked as if it did. */
const asIfIntact = (state: OperationState, incident: Incident): Overlay => {
  const { devices, cuts } = state.switching;
  const because = ([id, it]: [string, { readonly incident: string | null }]) =>
    it.incident === incident.id || id === incident.place.device;
  const overlay = Object.entries(devices)
    .filter(because)
    .reduce((left, [id]) => withoutOpening(left, id), overlayOf(state, [incident.id]));
  const cut = new Set(
    Object.entries(cuts)
      .filter(because)
      .map(([id]) => id),
  );
  return { ...overlay, cuts: overlay.cuts.filter((id) => !cut.has(id)) };
};

/** What is parted off at a device or a service point. The rest is an incident too: a part that takes everyone is no part. */
const partAt = (whole: Incident, network: NetworkFacts, overlay: Overlay, id: string) => {
  const device = network.device(id);
  const point = network.servicePoint(id);
  const below = device === undefined ? undefined : network.belowUnder(overlay, id);
  if (device !== undefined && below !== undefined) {
    const parted = splitOff(whole, network, intersectRanges(deadSections(whole), below.ranges));
    return parted === null ? refuse('notBelow', { device: id }) : { place: placeOf(device), ...parted };
  }
  if (point === undefined) return refuse('deviceUnknown', { device: id });
  const parted = splitOffPoint(whole, network, point);
  return parted === null ? refuse('notBelow', { device: id }) : { place: placeOfPoint(network, point), ...parted };
};

const splitOffPoint = (whole: Incident, network: NetworkFacts, { id, section, customers, area }: ServicePointFacts) => {
  if (!hasSection(deadSections(whole), section)) return null;
  const carved = carvePoint(whole, { section, customers }, (ranges) => network.extentOf(ranges).customers);
  const left = whole.extent.customers - carved.customers;
  if (carved.customers === 0 || left <= 0) return null;
  const important = importantOut(whole).filter(({ servicePoint }) => servicePoint === id);
  const partExtent = { ranges: NO_SECTIONS, customers: carved.customers, important, area };
  const restExtent = { ...whole.extent, customers: left, important: without(whole.extent.important, important) };
  const { hazard } = whole;
  return {
    part: { extent: partExtent, priority: judgePriority({ hazard, ...partExtent }) },
    rest: { extent: restExtent, priority: judgePriority({ hazard, ...restExtent }), ...exceptions(carved.rest) },
  };
};

const splitOff = (whole: Incident, network: NetworkFacts, taken: Ranges) => {
  const count = (ranges: Ranges) => network.extentOf(ranges).customers;
  const { part, rest } = carve(whole, taken, count);
  const customers = whole.extent.customers - part.customers;
  if (part.customers === 0 || customers <= 0) return null;
  const here = new Set(network.extentOf(taken).important.map(({ servicePoint }) => servicePoint));
  const important = importantOut(whole).filter(({ servicePoint }) => here.has(servicePoint));
  const partExtent = { ...network.extentOf(taken), customers: part.customers, important };
  const restExtent = {
    ...whole.extent,
    ranges: subtractRanges(whole.extent.ranges, taken),
    customers,
    important: without(whole.extent.important, important),
  };
  const { hazard } = whole;
  return {
    part: { extent: partExtent, priority: judgePriority({ hazard, ...partExtent }), ...exceptions(part) },
    rest: { extent: restExtent, priority: judgePriority({ hazard, ...restExtent }), ...exceptions(rest) },
  };
};

/** The exceptions of an incident that a part with these sections has left. */
const withoutSections = ({ lostLater, partly }: Incident, ranges: Ranges): Pick<Incident, 'lostLater' | 'partly'> => ({
  lostLater: lostLater.filter((it) => intersectRanges(it.ranges, ranges).length === 0),
  partly: partly.filter(({ section }) => intersectRanges([section, section + 1], ranges).length === 0),
});
