import type { DeviceNear } from '@relight/shared/http/networks';
import { expect, test } from 'vitest';
import { ownFirst, rememberNear } from './near.ts';

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

test('without signal the list is the last one of this job, and never an empty one that looks like an answer', async () => {
  const kind = () => {};
  const job = { incident: 'inc_1', feeder: 'ours' };
  const away = () => Promise.reject(new Error('no signal'));
  expect(await rememberNear(kind, job, away)).toEqual({ found: [], as: 'unknown' });
  const found = [near('a', 'ours', 5)];
  expect(await rememberNear(kind, job, async () => found)).toEqual({ found, as: 'now' });
  expect(await rememberNear(kind, job, away)).toEqual({ found, as: 'before' });
  expect(await rememberNear(kind, { ...job, incident: 'inc_2' }, away)).toEqual({ found: [], as: 'unknown' });
});
