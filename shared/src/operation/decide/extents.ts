import { refuse } from '../../decider.ts';
import type { DeviceFacts, Extent, NetworkFacts } from '../../network/facts.ts';
import type { Overlay } from '../../network/overlay.ts';
import { countSections, hasSection, type Ranges, subtractRanges } from '../../network/ranges.ts';
import { deadWithin } from '../customers-out.ts';
import { overlayOf, withoutOpening } from '../overlay-of.ts';
import type { Refusal } from '../refusals.ts';
import type { OperationState, PartlyOut } from '../state.ts';
import { supplyChange } from '../supply-change.ts';
import type { Place } from '../values.ts';
import { exceptions } from './exceptions.ts';
import { isRefusal } from './guards.ts';
import { networkOf } from './network-of.ts';

export type Site = {
  readonly ok: true;
  readonly place: Place;
  readonly extent: Extent;
  /** Sections of it in which only some lose supply, as the members of an event that say so. */
  readonly exceptions: ReturnType<typeof exceptions>;
};

/**
 * What an opened device puts in the dark while the network is switched as it is: everything below it that no other open incident has put
 * there already, so that each customer is counted in one incident only. `absorbs` are incidents that will become part of this one.
 */
export const siteOfDevice = (
  state: OperationState,
  facts: NetworkFacts | null,
  deviceId: string,
  absorbs: readonly string[],
): Site | Refusal => {
  const network = networkOf(state, { network: facts });
  if (isRefusal(network)) return network;
  const device = network.device(deviceId);
  const overlay = withoutOpening(overlayOf(state, absorbs), deviceId);
  const below = device === undefined ? undefined : network.belowUnder(overlay, deviceId);
  if (device === undefined || below === undefined) return refuse('deviceUnknown', { device: deviceId });
  const ranges = subtractRanges(below.ranges, deadWithin(state, below.ranges, absorbs));
  if (ranges.length === 0) return refuse('alreadyDark', { device: deviceId });
  const whole = network.extentOf(ranges);
  const lost = countSections(ranges) === countSections(below.ranges) ? below : whole;
  const extent = { ...lost, ranges };
  const partly = lost.customers === whole.customers ? [] : partlyLost(network, overlay, deviceId, ranges);
  return { ok: true, place: placeOf(device), extent, exceptions: exceptions({ lostLater: [], partly }) };
};

/** Sections in which some keep supply, or had none already. */
const partlyLost = (network: NetworkFacts, overlay: Overlay, id: string, ranges: Ranges): readonly PartlyOut[] => {
  const opens = network.element(id)?.kind === 'device';
  const opened = opens
    ? { ...overlay, opened: [...overlay.opened, id] }
    : { ...overlay, isolated: [...overlay.isolated, id] };
  return supplyChange(network, network.darkUnder(overlay), network.darkUnder(opened))
    .parts.filter(({ section, before, after }) => after > before && hasSection(ranges, section))
    .map(({ section, before, after }) => ({
      section,
      interrupted: after - before,
      out: [{ since: null, customers: after - before }],
    }));
};

export const placeOf = (device: DeviceFacts): Place => ({
  device: device.id,
  deviceClass: device.class,
  name: device.name.slice(0, 200),
  nameEn: device.nameEn?.slice(0, 200) ?? null,
  feeder: device.feeder,
  substation: device.substation,
  lon: device.lon,
  lat: device.lat,
});
