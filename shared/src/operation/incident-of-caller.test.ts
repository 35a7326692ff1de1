import { expect, test } from 'vitest';
import { incidentOfCaller } from './incident-of-caller.ts';
import { incidentLike } from './testing/incident.ts';

const wide = incidentLike({ id: 'inc_wide' });
const alone = incidentLike({
  id: 'inc_alone',
  place: { ...wide.place, device: null, servicePoint: 'sp' },
  extent: { ...wide.extent, ranges: [] },
});
const [section = 0] = wide.extent.ranges;

test('a caller is in the outage of the own service point, or else in the one that has the section in the dark', () => {
  const find = incidentOfCaller([wide, alone]);
  expect(find({ servicePoint: 'sp', section })?.id).toBe('inc_alone');
  expect(find({ servicePoint: 'other', section })?.id).toBe('inc_wide');
  expect(find({ servicePoint: null, section })?.id).toBe('inc_wide');
  expect(find({ servicePoint: 'sp', section: null })?.id).toBe('inc_alone');
  expect(find({ servicePoint: 'other', section: null })).toBeUndefined();
  expect(find({ servicePoint: null, section: 1_000_000 })).toBeUndefined();
});
