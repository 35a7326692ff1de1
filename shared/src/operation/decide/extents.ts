import { refuse } from '../../decider.ts';
import type { DeviceFacts, Extent, NetworkFacts } from '../../network/facts.ts';
import { subtractRanges } from '../../network/ranges.ts';
import { deadWithin } from '../customers-out.ts';
import type { Refusal } from '../refusals.ts';
import type { OperationState } from '../state.ts';
import type { Place } from '../values.ts';

export type Site = { readonly ok: true; readonly place: Place; readonly extent: Extent };

/**
 * What an opened device puts in the dark: everything below it that no other open incident has put there already, so that each customer
 * is counted in one incident only. `absorbs` are incidents that will become part of this one.
 */
export const siteOfDevice = (
  state: OperationState,
  network: NetworkFacts | null,
  deviceId: string,
  absorbs: readonly string[],
): Site | Refusal => {
  if (network === null) return refuse(state.network === null ? 'noNetwork' : 'needsServer');
  const device = network.device(deviceId);
  const below = network.below(deviceId);
  if (device === undefined || below === undefined) return refuse('deviceUnknown', { device: deviceId });
  const ranges = subtractRanges(below.ranges, deadWithin(state, below.ranges, absorbs));
  if (ranges.length === 0) return refuse('alreadyDark', { device: deviceId });
  return { ok: true, place: placeOf(device), extent: network.extentOf(ranges) };
};

const placeOf = (device: DeviceFacts): Place => ({
  device: device.id,
  deviceClass: device.class,
  name: device.name.slice(0, 200),
  nameEn: device.nameEn?.slice(0, 200) ?? null,
  feeder: device.feeder,
  substation: device.substation,
  lon: device.lon,
  lat: device.lat,
});
