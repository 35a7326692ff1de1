import { expect, test } from 'vitest';
import type { Affected } from '../areas/affected.ts';
import { incidentTags } from './incident-tags.ts';
import { shareTags } from './share-tags.ts';

const view = { x: 0, y: 0, width: 1000, height: 700 };
const storm: Affected[] = Array.from({ length: 2_000 }, (_, i) => ({
  key: `inc_${i}`,
  incident: `inc_${i}`,
  look: 'dead',
  priority: i === 1_500 ? 1 : 3,
  customers: i,
  ranges: [i, i + 1],
  outline: null,
  point: false,
  hazard: false,
  // Every other one is far outside of the view.
  lon: i % 2 === 0 ? i % 1_000 : 50_000,
  lat: (i * 7) % 700,
}));
const at = ({ area }: { area: Affected }) => ({ x: area.lon, y: area.lat });

test('two thousand outages have a bounded number of tags, and the others are dots', () => {
  const tags = incidentTags(storm, null);
  const { tagged, dotted } = shareTags(tags, at, view);
  expect(tagged.length).toBeLessThanOrEqual(100);
  expect(tagged.length + dotted.length).toBe(2_000);
  expect(tagged[0]?.key).toBe('inc_1500');
});

test('a tag is spent on nothing outside of the view, except on what is chosen', () => {
  const { tagged } = shareTags(incidentTags(storm, 'inc_1'), at, view);
  expect(tagged.filter(({ area }) => area.lon > 1_100).map(({ key }) => key)).toEqual(['inc_1']);
});

test('few outages all have their tags', () => {
  const few = storm.slice(0, 60).filter(({ lon }) => lon < 1_000);
  expect(shareTags(incidentTags(few, null), at, view).dotted).toEqual([]);
});
