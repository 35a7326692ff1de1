import type { DeviceNear } from '@relight/shared/http/networks';
import { expect, test } from 'vitest';
import { ownFirst } from './own-first.ts';

const near = (id: string, feeder: string, distanceM: number): DeviceNear => ({
  id,
  class: 'Fuse',
  name: id,
  feeder,
  substation: 'SS',
  lon: 120,
  lat: 30,
  distanceM,
});

test('what belongs to the feeder of the outage comes before what is nearer but belongs to another', () => {
  const found = [near('a', 'other', 5), near('b', 'ours', 20), near('c', 'other', 30), near('d', 'ours', 140)];
  expect(ownFirst(found, 'ours').map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
});
