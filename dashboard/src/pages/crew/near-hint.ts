import type { DeviceNear } from '@relight/shared/http/networks';
import type { Incident } from '@relight/shared/operation/state';
import { formatDistance } from '../../words/format.ts';
import { words } from '../../words/words.ts';

/** What a device or line near the crew is, how far, and whether it belongs to another feeder than the outage. */
export const nearHint = ({ class: kind, distanceM, feeder }: DeviceNear, { place }: Incident): string =>
  [
    words().vocabulary.deviceClass[kind] ?? kind,
    formatDistance(distanceM),
    ...(place.feeder !== '' && feeder !== place.feeder ? [words().network.crew.otherFeeder] : []),
  ].join(' · ');
