import type { CrewId } from '@relight/shared/operation/ids';
import { expect, test } from 'vitest';
import type { CrewMark } from './crew-marks.ts';
import { gatherSigns, signPoints } from './gather-signs.ts';

const crew = (id: CrewId, status: CrewMark['status'], x: number, y = 0) => ({
  at: { x, y },
  mark: { id, name: { zh: id, en: id }, status, lon: 0, lat: 0, fixAt: null, incident: null, target: null },
});
const drawn = (signs: ReturnType<typeof gatherSigns>) =>
  signs.map(({ at, status, crews }) => [status, at.x, crews.map(({ id }) => id).join()]);

test('crews on standby at one depot are one sign, and their number', () => {
  const signs = gatherSigns(
    [crew('crew_1', 'standby', 100), crew('crew_2', 'standby', 103), crew('crew_3', 'standby', 300)],
    10,
  );
  expect(drawn(signs)).toEqual([
    ['standby', 100, 'crew_1,crew_2'],
    ['standby', 300, 'crew_3'],
  ]);
});

test('who has a job stands beside those who wait, and never hides them', () => {
  const signs = gatherSigns(
    [
      crew('crew_1', 'onSite', 100),
      crew('crew_2', 'offered', 100),
      crew('crew_3', 'standby', 100),
      crew('crew_4', 'standby', 100),
    ],
    10,
  );
  expect(drawn(signs)).toEqual([
    ['onSite', 100, 'crew_1'],
    ['offered', 124, 'crew_2'],
    ['standby', 148, 'crew_3,crew_4'],
  ]);
  expect(signPoints(signs).get('crew_4')).toEqual({ x: 148, y: 0 });
});

test('a crew on its way is where it is', () => {
  expect(drawn(gatherSigns([crew('crew_1', 'enRoute', 100), crew('crew_2', 'standby', 100)], 10))).toEqual([
    ['enRoute', 100, 'crew_1'],
    ['standby', 100, 'crew_2'],
  ]);
});
