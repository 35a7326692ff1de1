import type { DeviceNear } from '@relight/shared/http/networks';
import type { Incident } from '@relight/shared/operation/state';
import { type Accessor, createResource } from 'solid-js';
import type { Position } from '../../http/network-answers.ts';
import { useJob } from './job.ts';
import { ownFirst } from './own-first.ts';

/** About 10 m: whoever stands still is not asked about anew. */
const rounded = ({ lon, lat }: Position): Position => ({
  lon: Math.round(lon * 1e4) / 1e4,
  lat: Math.round(lat * 1e4) / 1e4,
});

/** What is around the phone, or around the outage while the phone does not know where it is; undefined while they are asked for. */
export const createNearElements = (
  incident: Incident,
  here: Accessor<Position | null>,
  ask: (network: string, at: Position) => Promise<DeviceNear[]>,
): Accessor<readonly DeviceNear[] | undefined> => {
  const { live } = useJob();
  // Where the crew stands when it opens the list: entries that move under the thumb get the wrong one pressed.
  const at = rounded(here() ?? incident.place);
  const [near] = createResource(
    () => live.state().network,
    (network) =>
      ask(network, at).then(
        (found) => ownFirst(found, incident.place.feeder),
        (): DeviceNear[] => [],
      ),
  );
  return near;
};
