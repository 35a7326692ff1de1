import { accept, refuse } from '../../decider.ts';
import type { Dark, NetworkFacts } from '../../network/facts.ts';
import {
  hasSection,
  intersectRanges,
  NO_SECTIONS,
  type Ranges,
  subtractRanges,
  unionRanges,
} from '../../network/ranges.ts';
import { deadSections } from '../customers-out.ts';
import type { Deciders } from '../decide.ts';
import { GIVEN_BACK_RULING } from '../hold.ts';
import { overlayOf, recordedOverlayOf } from '../overlay-of.ts';
import type { Refusal } from '../refusals.ts';
import type { Incident, OperationState } from '../state.ts';
import { isRefusal, noOpenIncident, occurrence, openIncidentOf } from './guards.ts';
import { networkOf } from './network-of.ts';
import { named, recordedPosition } from './operate.ts';
import { said } from './said.ts';

export const decideSafety = {
  locateFault: (state, command, context) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    const occurred = occurrence(command.occurredAt, context.at, incident.since);
    if (!occurred.ok) return occurred;
    const common = { type: 'faultLocated', incident: incident.id, occurredAt: occurred.at } as const;
    if (command.element === null) {
      return incident.fault === null
        ? refuse('faultUnknown', { incident: incident.id })
        : accept({ ...common, fault: null });
    }
    const network = networkOf(state, context);
    if (isRefusal(network)) return network;
    const element = network.element(command.element);
    if (element === undefined) return refuse('elementUnknown', { element: command.element });
    if (incident.fault?.element === element.id && incident.fault.repairedAt === null) {
      return refuse('faultUnchanged', { incident: incident.id });
    }
    return accept({ ...common, fault: { ...named(element), section: element.section } });
  },

  recordRepair: (state, command, { at }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.fault === null) return refuse('faultUnknown', { incident: incident.id });
    if (incident.fault.repairedAt !== null) return refuse('faultUnchanged', { incident: incident.id });
    const occurred = occurrence(command.occurredAt, at, incident.since);
    return occurred.ok ? accept({ type: 'faultRepaired', incident: incident.id, occurredAt: occurred.at }) : occurred;
  },

  lockPrediction: (state, command) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    const { id, hold, status } = incident;
    const { locked } = command;
    const isKept = locked && hold?.against !== undefined;
    if (incident.locked === locked && !isKept) return refuse('lockUnchanged', { incident: id });
    // Where no rule had placed it, none could place it anew.
    const isOwn = hold !== undefined && hold.kind !== 'held';
    const givenBack = !locked && isOwn && status === 'predicted' ? { ruling: GIVEN_BACK_RULING } : {};
    return accept({ type: 'predictionLocked', incident: id, locked, ...said(command), ...givenBack });
  },

  placeTag: (state, command, context) => {
    if (state.tags[command.tag] !== undefined) return refuse('tagExists', { tag: command.tag });
    if (command.incident !== null && state.incidents[command.incident] === undefined) {
      return noOpenIncident(state, command.incident);
    }
    const network = networkOf(state, context);
    if (isRefusal(network)) return network;
    const element = network.element(command.device);
    if (element === undefined) return refuse('elementUnknown', { element: command.device });
    if (element.kind !== 'device') return refuse('notOperable', { element: element.id });
    const { element: device, ...where } = named(element);
    return accept({
      type: 'tagPlaced',
      tag: command.tag,
      device,
      ...where,
      incident: command.incident,
      note: command.note ?? null,
    });
  },

  removeTag: (state, { tag }) => {
    const { [tag]: placed } = state.tags;
    if (placed === undefined) return refuse('tagUnknown', { tag });
    const permit = Object.values(state.permits).find(({ isolation }) => isolation.includes(placed.device));
    return permit === undefined
      ? accept({ type: 'tagRemoved', tag })
      : refuse('tagHoldsPermit', { tag, permit: permit.id });
  },

  issuePermit: (state, command, context) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (state.permits[command.permit] !== undefined) return refuse('permitExists', { permit: command.permit });
    if (context.actor.crew === command.crew) return refuse('permitOwnCrew', { crew: command.crew });
    const isolation = [...new Set(command.isolation)];
    // What the record alone tells comes first: a form asks before anything is sent, and has neither roster nor network.
    const loose = isolation.find((device) => !mayIsolate(state, device));
    if (loose !== undefined && context.network === null && state.network !== null) {
      return refuse('permitNeedsOpenTagged', { device: loose });
    }
    if (context.crew(command.crew) === undefined) return refuse('crewUnknown', { crew: command.crew });
    const network = networkOf(state, context);
    if (isRefusal(network)) return network;
    const zone = zoneOf(state, network, incident, isolation);
    if (isRefusal(zone)) return zone;
    return accept({
      type: 'permitIssued',
      permit: command.permit,
      incident: incident.id,
      crew: command.crew,
      isolation,
      ranges: zone,
    });
  },

  releasePermit: (state, { permit, people }) =>
    state.permits[permit] === undefined
      ? refuse('permitUnknown', { permit })
      : accept({ type: 'permitReleased', permit, people }),
} satisfies Partial<Deciders>;

/** Whether the record lets a device be an isolation point: it is tagged, and not recorded as closed. */
const mayIsolate = (state: OperationState, id: string): boolean =>
  state.switching.devices[id]?.position !== 'closed' && Object.values(state.tags).some(({ device }) => device === id);

/** Sections of which nothing is under voltage: where a side of a cut or a single phase is, nobody may work. */
const deadOf = ({ ranges, lit }: Dark): Ranges =>
  subtractRanges(
    ranges,
    lit.flatMap(({ section }) => [section, section + 1]),
  );

/**
 * What the isolation points part from supply: the part that holds the fault, or, where none has been located, every part of them that is
 * dead. Only openings that are recorded and tagged count, because anything else may be closed while people work; and nothing of the
 * part may have supply as things are, also not from a generator (GB 26859-2011: de-energised, verified, tagged).
 */
const zoneOf = (
  state: OperationState,
  network: NetworkFacts,
  incident: Incident,
  isolation: readonly string[],
): Ranges | Refusal => {
  for (const device of isolation) {
    const element = network.element(device);
    if (element === undefined) return refuse('elementUnknown', { element: device });
    if (element.kind !== 'device' || recordedPosition(state, element) !== 'open' || !mayIsolate(state, device)) {
      return refuse('permitNeedsOpenTagged', { device });
    }
  }
  const { closed, cuts, opened } = recordedOverlayOf(state);
  const points = new Set(isolation);
  const parted = { closed, cuts, isolated: [], opened: opened.filter((device) => points.has(device)) };
  const dark = deadOf(network.darkUnder({ ...parted, generators: [] }));
  // What hangs together with a point is what a generator there would feed.
  let zone: Ranges = NO_SECTIONS;
  for (const device of isolation) {
    const part = subtractRanges(dark, network.darkUnder({ ...parted, generators: [device] }).ranges);
    const { fault } = incident;
    const belongs =
      fault === null ? intersectRanges(part, deadSections(incident)).length > 0 : hasSection(part, fault.section);
    if (belongs) zone = unionRanges(zone, part);
  }
  const now = network.darkUnder(overlayOf(state));
  const supplied =
    zone.length === 0 ||
    subtractRanges(zone, now.ranges).length > 0 ||
    now.lit.some(({ section }) => hasSection(zone, section));
  return supplied ? refuse('permitZoneSupplied', { incident: incident.id }) : zone;
};
