import { expect, test } from 'vitest';
import type { NetworkFacts } from '../network/facts.ts';
import { placeOfPoint } from './decide/extents.ts';
import { nameInARoom } from './place-in-a-room.ts';
import { testNetwork } from './testing/world.ts';

const placeBelow = (above: object | undefined) => {
  const network = { ...testNetwork, protectiveAbove: () => (above === undefined ? [] : [above]) } as NetworkFacts;
  return placeOfPoint(network, { id: 'sp-17', section: 3, lon: 120, lat: 30, customers: 1, important: [] } as never);
};

test('a service point is called by what supplies it, without its id; any other place as it is', () => {
  const transformer = {
    class: 'PowerTransformer',
    name: '二号台区',
    nameEn: 'Transformer 2',
    feeder: 'FD',
    substation: 'SS',
  };
  const place = placeBelow(transformer);
  expect(place.name).toBe('二号台区 sp-17');
  expect(nameInARoom(place)).toEqual({ name: '二号台区', nameEn: 'Transformer 2' });
  expect(nameInARoom(placeBelow({ ...transformer, nameEn: undefined }))).toEqual({ name: '二号台区', nameEn: null });
  // Without anything above it has no name but its id.
  expect(nameInARoom({ ...placeBelow(undefined), feeder: 'FD' })).toEqual({ name: 'FD', nameEn: null });
  expect(nameInARoom({ name: 'T 17', nameEn: 'T 17', feeder: 'FD' })).toEqual({ name: 'T 17', nameEn: 'T 17' });
});
