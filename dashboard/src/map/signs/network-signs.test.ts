import { expect, test } from 'vitest';
import { incidentWith, stateWith } from '../testing/operation.ts';
import { networkSignKinds, networkSigns, sameSigns } from './network-signs.ts';

const at = {
  name: '文晖线 #3',
  nameEn: 'Wenhui #3',
  lon: 120,
  lat: 30,
  at: '2026-11-23T06:00:00.000Z',
  incident: null,
};
const fault = { element: 'l1', name: 'l1', nameEn: null, section: 4, lon: 120, lat: 30, repairedAt: null };

test('what is switched, cut, supplied, tagged and broken has a sign', () => {
  const state = stateWith([{ ...incidentWith({ number: 1 }), fault }], {
    switching: {
      devices: {
        a: { ...at, position: 'open', source: 'crew' },
        b: { ...at, position: 'closed', source: 'telemetry' },
      },
      cuts: { c: at },
      generators: { d: at },
    },
    tags: { tag_1: { ...at, id: 'tag_1', device: 'a', by: 'usr_1' } },
  });
  expect(networkSigns(state).features.map((it) => it.properties?.icon)).toEqual([
    'network-open',
    'network-closed',
    'network-cut',
    'network-generator',
    'network-tag',
    'network-fault',
  ]);
  expect(networkSignKinds(state)).toEqual(['open', 'closed', 'cut', 'generator', 'tag', 'fault']);
});

test('a fault that is mended, or whose outage is over, has none', () => {
  const mended = { ...incidentWith({ number: 1 }), fault: { ...fault, repairedAt: at.at } };
  const over = { ...incidentWith({ number: 2, status: 'restored' }), fault };
  const state = stateWith([mended, over]);
  expect(networkSigns(state).features).toEqual([]);
  expect(networkSignKinds(state)).toEqual([]);
});

test('what happens to an incident besides its fault gives the map no other signs', () => {
  const before = stateWith([{ ...incidentWith({ number: 1 }), fault }]);
  const counted = stateWith([{ ...incidentWith({ number: 1 }), fault, reports: { count: 3, lastAt: at.at } }]);
  const mended = stateWith([{ ...incidentWith({ number: 1 }), fault: { ...fault, repairedAt: at.at } }]);
  expect(sameSigns(networkSigns(before), networkSigns(counted))).toBe(true);
  expect(sameSigns(networkSigns(before), networkSigns(mended))).toBe(false);
});
