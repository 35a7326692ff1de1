import type { Incident } from '@relight/shared/operation/state';
import type { IncidentStatus } from '@relight/shared/operation/vocabulary';
import { describe, expect, test } from 'vitest';
import { incidentWith, stateWith } from '../testing/operation.ts';
import { affectedOf, sameAffected } from './affected.ts';
import { areaFeatures } from './area-features.ts';
import { areaPath } from './area-path.ts';

const NOW = Date.parse('2026-11-23T06:27:00.000Z');
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

test('an incident that is half restored is two areas with their own customers', () => {
  const incident = incidentWith({
    number: 1,
    status: 'partiallyRestored',
    ranges: [0, 10],
    back: [4, 10],
    at: minutesAgo(5),
  });
  const areas = affectedOf(stateWith([incident]), NOW);
  expect(areas.map(({ look, ranges, customers }) => [look, ranges, customers])).toEqual([
    ['restored', [4, 10], 60],
    ['dead', [0, 4], 40],
  ]);
});

test('a restored incident leaves the map after half an hour', () => {
  const back = (minutes: number) =>
    stateWith([incidentWith({ number: 1, status: 'restored', ranges: [0, 4], back: [0, 4], at: minutesAgo(minutes) })]);
  expect(affectedOf(back(29), NOW).length).toBe(1);
  expect(affectedOf(back(30), NOW).length).toBe(0);
});

test('the most urgent area is drawn last, on top', () => {
  const areas = affectedOf(
    stateWith([incidentWith({ number: 1, priority: 1 }), incidentWith({ number: 2, priority: 3 })]),
    NOW,
  );
  expect(areas.map((area) => area.priority)).toEqual([3, 1]);
});

test('an event that changes no area gives the same picture', () => {
  const incident = incidentWith({ number: 1 });
  const before = affectedOf(stateWith([incident]), NOW);
  const noted = { ...incident, notes: 3, reports: { count: 7, lastAt: minutesAgo(1) } };
  expect(sameAffected(before, affectedOf(stateWith([noted]), NOW))).toBe(true);
  expect(sameAffected(before, affectedOf(stateWith([{ ...incident, status: 'predicted' }]), NOW))).toBe(false);
});

describe('one service point that is out by itself', () => {
  const pointWith = (status: IncidentStatus, at = minutesAgo(5)) => {
    const incident = incidentWith({ number: 1, status, ranges: [], at });
    const place = { ...incident.place, device: null, deviceClass: 'EnergyConsumer', servicePoint: 'SP-1' };
    return { ...incident, place, extent: { ...incident.extent, customers: 2 }, hazard: true };
  };
  const drawn = (incident: Incident) => areaFeatures(affectedOf(stateWith([incident]), NOW), new Map(), null).features;

  test.each([
    ['predicted', 'predicted'],
    ['confirmed', 'dead'],
    ['restored', 'restored'],
  ] as const)('%s: a point at its place', (status, look) => {
    expect(drawn(pointWith(status))).toMatchObject([
      { geometry: { type: 'Point', coordinates: [120.01, 30] }, properties: { incident: 'inc_1', look } },
    ]);
  });

  test('leaves the map half an hour after it came back', () => {
    expect(drawn(pointWith('restored', minutesAgo(30)))).toEqual([]);
  });

  test('is dangerous for as long as somebody says so, and not once it is restored', () => {
    const [open, back] = (['confirmed', 'restored'] as const).map((status) =>
      affectedOf(stateWith([pointWith(status)]), NOW),
    );
    expect([open, back].map((areas) => areas?.[0]?.hazard)).toEqual([true, false]);
    const calm = { ...pointWith('confirmed'), hazard: false };
    expect(sameAffected(open ?? [], affectedOf(stateWith([calm]), NOW))).toBe(false);
  });
});

test('only the job of a phone is on its map', () => {
  const state = stateWith([incidentWith({ number: 1 }), incidentWith({ number: 2 })]);
  expect(affectedOf(state, NOW, 'inc_2').map((area) => area.incident)).toEqual(['inc_2']);
});

test('an area is asked for by its sections', () => {
  expect(areaPath('city 1', [12, 80, 90, 95])).toBe('/api/networks/city%201/areas/12-80,90-95');
});
