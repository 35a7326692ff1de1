import { expect, test } from 'vitest';
import type { Affected } from '../areas/affected.ts';
import { incidentTags } from './incident-tags.ts';

const area = (number: number, more: Partial<Affected> = {}): Affected => ({
  key: `inc_${number}`,
  incident: `inc_${number}`,
  look: 'dead',
  priority: 3,
  customers: number,
  ranges: [number, number + 1],
  outline: null,
  point: false,
  hazard: false,
  lon: 120,
  lat: 30,
  ...more,
});

test('the chosen outage gets its place first, restored ones last', () => {
  const tags = incidentTags([area(1, { look: 'restored' }), area(2, { priority: 1 }), area(3), area(4)], 'inc_3');
  expect(tags.map((tag) => tag.key)).toEqual(['inc_3', 'inc_2', 'inc_4', 'inc_1']);
  expect(tags[0]).toMatchObject({ chosen: true, prominence: 'first' });
});

test('a danger is readable among the first, also where nobody is without supply', () => {
  const storm = Array.from({ length: 60 }, (_, i) => area(i + 1));
  const tags = incidentTags([...storm, area(61, { hazard: true, customers: 0 })], null);
  expect(tags.find((tag) => tag.area.hazard)?.prominence).toBe('first');
});

test('with few outages every one is readable', () => {
  const tags = incidentTags([area(1), area(2)], null);
  expect(tags.every((tag) => tag.prominence !== 'third')).toBe(true);
});

test('in a storm the small ones are badges, and urgent ones never are', () => {
  const storm = Array.from({ length: 60 }, (_, i) => area(i + 1, { priority: i % 20 === 0 ? 1 : 3 }));
  const tags = incidentTags(storm, null);
  expect(tags.filter((tag) => tag.prominence === 'third').length).toBeGreaterThan(25);
  expect(tags.filter((tag) => tag.area.priority === 1).every((tag) => tag.prominence === 'first')).toBe(true);
});
