import { expect, test } from 'vitest';
import { isInReach } from './crew-reach.ts';
import { initialState } from './state.ts';
import { incidentLike } from './testing/incident.ts';

const incident = incidentLike({ id: 'inc_a' });
const [section] = incident.extent.ranges;

test('a crew reaches what is of the feeder or in the extent of its outage, and nothing else', () => {
  const reaches = (it: { feeder?: string; section?: number | undefined }) =>
    isInReach(initialState, incident, { id: 'X', ...it });
  expect(reaches({ feeder: incident.place.feeder })).toBe(true);
  expect(reaches({ section })).toBe(true);
  expect(reaches({ feeder: 'elsewhere', section: 1_000_000 })).toBe(false);
  expect(reaches({})).toBe(false);
});

test('a drawn area is of no feeder, and so is a device of none: that does not bring them together', () => {
  const area = { ...incident, place: { ...incident.place, feeder: '' } };
  expect(isInReach(initialState, area, { id: 'X', feeder: '' })).toBe(false);
});
