import { expect, test } from 'vitest';
import { plainFile } from './plain-file.ts';
import { worldOf } from './world.ts';

const world = worldOf(4_000);

test('the generated city is a network whose every section has supply, and one breaker takes it from all', () => {
  const { stats, sections } = world.description;
  expect(stats).toMatchObject({ servicePoints: 4_000, customers: 4_000, feeders: 2 });
  expect(sections.supplied).toBe(sections.count);
  expect(world.substation.customers).toBe(4_000);
});

test('the straightforward map is given every service point', () => {
  const { features } = JSON.parse([...plainFile(world)].join(''));
  const points = features.filter((it: { geometry: { type: string } }) => it.geometry.type === 'MultiPoint');
  const places = points.flatMap((it: { geometry: { coordinates: unknown[] } }) => it.geometry.coordinates);
  expect(places).toHaveLength(4_000);
});
