import { refuse } from '../../decider.ts';
import type { DeviceFacts, Extent, NetworkFacts, ServicePointFacts } from '../../network/facts.ts';
import type { Overlay } from '../../network/overlay.ts';
import { countSections, hasSection, NO_SECTIONS, type Ranges, subtractRanges } from '../../network/ranges.ts';
import { deadWithin } from '../customers-out.ts';
import { overlayOf, withoutOpening } from '../overlay-of.ts';
import type { Refusal } from '../refusals.ts';
import { pointsOutWithin } from '../service-point-incidents.ts';
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
  /** The sections that it lies in. Those of its extent; of one service point, the section that the point stands in. */
  readonly within: Ranges;
  /** Sections of it in which only some lose supply, as the members of an event that say so. */
  readonly exceptions: ReturnType<typeof exceptions>;
};

/**
 * What is without supply when a device is open, or one service point has lost it: nobody whom another open incident counts already, so that
 * each customer is counted in one incident only. `absorbs` are incidents that will become part of this one.
 * @param id of a device or of a service point
 * @param dark whether there is anything to be said of a place where everybody is counted elsewhere: of a danger there is
 */
export const siteAt = (
  state: OperationState,
  facts: NetworkFacts | null,
  id: string,
  absorbs: readonly string[],
  dark: { readonly counts: boolean } = { counts: false },
): Site | Refusal => {
  const network = networkOf(state, { network: facts });
  if (isRefusal(network)) return network;
  const device = network.device(id);
  if (device !== undefined) return siteOfDevice(state, network, device, absorbs);
  const point = network.servicePoint(id);
  if (point === undefined) return refuse('deviceUnknown', { device: id });
  return siteOfPoint(state, network, point, absorbs, dark.counts);
};

const siteOfDevice = (
  state: OperationState,
  network: NetworkFacts,
  device: DeviceFacts,
  absorbs: readonly string[],
): Site | Refusal => {
  const overlay = withoutOpening(overlayOf(state, absorbs), device.id);
  const below = network.belowUnder(overlay, device.id);
  if (below === undefined) return refuse('deviceUnknown', { device: device.id });
  const ranges = subtractRanges(below.ranges, deadWithin(state, below.ranges, absorbs));
  if (ranges.length === 0) return refuse('alreadyDark', { device: device.id });
  const whole = network.extentOf(ranges);
  const lost = countSections(ranges) === countSections(below.ranges) ? below : whole;
  const partly = lost.customers === whole.customers ? [] : partlyLost(network, overlay, device.id, ranges);
  const apart = withoutPoints({ state, network, absorbs }, { ...lost, ranges }, partly);
  if (apart.extent.customers === 0 && lost.customers > 0) return refuse('alreadyDark', { device: device.id });
  return {
    ok: true,
    place: placeOf(device),
    extent: apart.extent,
    within: ranges,
    exceptions: exceptions({ lostLater: [], partly: apart.partly }),
  };
};

const siteOfPoint = (
  state: OperationState,
  network: NetworkFacts,
  point: ServicePointFacts,
  absorbs: readonly string[],
  evenIfDark: boolean,
): Site | Refusal => {
  const within: Ranges = [point.section, point.section + 1];
  const isDark =
    deadWithin(state, within, absorbs).length > 0 ||
    pointsOutWithin(state, network, within, absorbs).some(({ servicePoint }) => servicePoint === point.id);
  if (isDark && !evenIfDark) return refuse('alreadyDark', { device: point.id });
  const { id, customers, area, importance } = point;
  return {
    ok: true,
    place: placeOfPoint(network, point),
    extent: {
      ranges: NO_SECTIONS,
      customers: isDark ? 0 : customers,
      important: isDark || importance === undefined ? [] : [{ servicePoint: id, class: importance }],
      area,
    },
    within,
    exceptions: {},
  };
};

/** Who loses supply with whole sections, without the service points in them that have lost it by themselves. */
const withoutPoints = (
  {
    state,
    network,
    absorbs,
  }: { readonly state: OperationState; readonly network: NetworkFacts; readonly absorbs: readonly string[] },
  extent: Extent,
  partly: readonly PartlyOut[],
): { readonly extent: Extent; readonly partly: readonly PartlyOut[] } => {
  const points = pointsOutWithin(state, network, extent.ranges, absorbs);
  if (points.length === 0) return { extent, partly };
  const entries = new Map(partly.map((it) => [it.section, it]));
  let { customers } = extent;
  for (const { section, customers: apart } of points) {
    const before = entries.get(section)?.interrupted ?? network.extentOf([section, section + 1]).customers;
    const interrupted = Math.max(0, before - apart);
    customers -= before - interrupted;
    entries.set(section, { section, interrupted, out: [{ since: null, customers: interrupted }] });
  }
  const own = new Set(points.map(({ servicePoint }) => servicePoint));
  const important = extent.important.filter(({ servicePoint }) => !own.has(servicePoint));
  return { extent: { ...extent, customers, important }, partly: [...entries.values()] };
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

/** A service point is called by the transformer that supplies it and by its id: network files name no service points. */
export const placeOfPoint = (network: NetworkFacts, { id, lon, lat }: ServicePointFacts): Place => {
  const path = network.protectiveAbove(id);
  const above = path.find((device) => device.class === 'PowerTransformer') ?? path[0];
  const named = (name: string) => `${name} ${id}`.slice(0, 200);
  return {
    device: null,
    deviceClass: 'EnergyConsumer',
    servicePoint: id,
    name: above === undefined ? id : named(above.name),
    nameEn: above?.nameEn === undefined ? null : named(above.nameEn),
    feeder: above?.feeder ?? '',
    substation: above?.substation ?? '',
    lon,
    lat,
  };
};
