import type { CrewOnRoster } from '@relight/shared/http/operations';
import type { CrewId } from '@relight/shared/operation/ids';
import type { Dispatch } from '@relight/shared/operation/state';
import { expect, test } from 'vitest';
import { incidentWith, stateWith } from '../testing/operation.ts';
import { crewMarks } from './crew-marks.ts';

const crew = (id: CrewId): CrewOnRoster => ({
  id,
  name: { zh: '抢修1队', en: 'Repair 1' },
  kind: 'repair',
  base: { name: { zh: '城东', en: 'East' }, lon: 120.1, lat: 30.1 },
  vehicle: { plate: '浙A', kind: { zh: '车', en: 'van' } },
  shift: { startHour: 8, endHour: 20 },
  persons: 4,
  certificates: [],
  status: 'standby',
  dispatch: null,
  position: null,
});
const roster = new Map([crew('crew_1'), crew('crew_2')].map((it) => [it.id, it]));
const dispatch: Dispatch = {
  id: 'dsp_1',
  incident: 'inc_1',
  crew: 'crew_2',
  status: 'enRoute',
  distanceM: null,
  travelMinutes: null,
  offeredAt: '2026-11-23T06:00:00.000Z',
  answerBy: '2026-11-23T06:03:00.000Z',
  acceptedAt: null,
  enRouteAt: null,
  arrivedAt: null,
};
const onDuty = { crew_1: '2026-11-23T00:00:00.000Z', crew_2: '2026-11-23T00:00:00.000Z' };

test('a crew without a fix stands at its base, one with a fix where it is', () => {
  const fix = { crew: 'crew_2' as const, lon: 121, lat: 31, at: '2026-11-23T06:10:00.000Z' };
  const marks = crewMarks(stateWith([], { onDuty }), roster, new Map([['crew_2', fix]]));
  expect(marks.map(({ id, lon, fixAt }) => [id, lon, fixAt])).toEqual([
    ['crew_1', 120.1, null],
    ['crew_2', 121, fix.at],
  ]);
});

test('a crew on its way knows where it is going and comes first', () => {
  const state = stateWith([incidentWith({ number: 1 })], { onDuty, dispatches: { dsp_1: dispatch } });
  const [first, second] = crewMarks(state, roster, new Map());
  expect(first).toMatchObject({ id: 'crew_2', status: 'enRoute', incident: 'inc_1', target: { lon: 120.01, lat: 30 } });
  expect(second).toMatchObject({ id: 'crew_1', status: 'standby', target: null });
});

test('crews that are not on duty are not drawn', () => {
  expect(crewMarks(stateWith([]), roster, new Map())).toEqual([]);
});
