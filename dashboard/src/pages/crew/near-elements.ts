import type { DeviceNear } from '@relight/shared/http/networks';
import type { Incident } from '@relight/shared/operation/state';
import { type Accessor, createSignal } from 'solid-js';
import type { Position } from '../../http/network-answers.ts';
import { useJob } from './job.ts';
import { type Near, rememberNear } from './near.ts';

/** About 10 m: whoever stands still is not asked about anew. */
const rounded = ({ lon, lat }: Position): Position => ({
  lon: Math.round(lon * 1e4) / 1e4,
  lat: Math.round(lat * 1e4) / 1e4,
});

/**
 * What is around the phone, or around the outage while the phone does not know where it is; undefined while they are asked for. Without
 * signal it is what was around when it was last asked, so the job asks once as soon as the crew is there.
 */
export const createNearElements = (
  incident: Incident,
  here: Accessor<Position | null>,
  ask: (network: string, at: Position) => Promise<DeviceNear[]>,
): Accessor<Near | undefined> => {
  const { live } = useJob();
  // Where the crew stands when it opens the list: entries that move under the thumb get the wrong one pressed.
  const at = rounded(here() ?? incident.place);
  const { network } = live.state();
  // No resource: reading one that is still asked for would take the whole page away, and signal can be slow.
  const [near, setNear] = createSignal<Near>();
  if (network !== null) {
    const job = { incident: incident.id, feeder: incident.place.feeder };
    void rememberNear(ask, job, () => ask(network, at)).then(setNear);
  }
  return near;
};
