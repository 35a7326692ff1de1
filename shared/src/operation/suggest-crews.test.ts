import { expect, test } from 'vitest';
import { suggestCrews } from './suggest-crews.ts';
import { given } from './testing/given.ts';
import type { CrewKind } from './vocabulary.ts';

const crew = (id: `crew_${string}`, lon: number, kind: CrewKind = 'repair', persons = 3) => ({
  id,
  kind,
  persons,
  certificates: ['lowVoltage', 'highVoltage'] as const,
  position: { lon, lat: 30 },
});

test('the nearest crew that may go comes first, and each of the others says why it does not', () => {
  const scenario = ['crew_one', 'crew_two', 'crew_alone'].reduce(
    (so, id) => so.and({ type: 'setCrewDuty', crew: id as `crew_${string}`, onDuty: true }),
    given().and({
      type: 'openIncident',
      incident: 'inc_a',
      site: { type: 'device', device: 'F1' },
      since: '2026-11-24T08:00:00.000Z',
      reason: 'crewFinding',
      hazard: false,
    }),
  );
  const incident = scenario.state.incidents.inc_a;
  if (incident === undefined) throw new Error('no incident');
  const ranked = suggestCrews(scenario.state, incident, [
    crew('crew_off', 120.001),
    crew('crew_alone', 120.002, 'repair', 1),
    crew('crew_two', 120.1),
    crew('crew_one', 120.05),
  ]);
  expect(ranked.map((one) => [one.crew, one.hindrance?.kind ?? 'free'])).toEqual([
    ['crew_one', 'free'],
    ['crew_two', 'free'],
    ['crew_off', 'offDuty'],
    ['crew_alone', 'notQualified'],
  ]);
  // 4,815 m in a straight line, 6.5 km by road at 28 km/h, and two minutes to set off.
  expect(ranked[0]).toMatchObject({ distanceM: 4815, travelMinutes: 16 });
});
