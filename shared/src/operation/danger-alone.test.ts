import { expect, test } from 'vitest';
import { isDangerAlone } from './customers-out.ts';
import { incidentLike } from './testing/incident.ts';

const extent = (customers: number) => ({ ranges: [], customers, important: [], area: 'urban' as const });
const nobody = incidentLike({ status: 'predicted', extent: extent(0), hazard: true });

test('a danger without anybody out is no outage of nobody', () => {
  expect(isDangerAlone(nobody)).toBe(true);
});

test.each([
  ['people are out', { ...nobody, extent: extent(4) }],
  ['there is none', { ...nobody, hazard: false }],
  ['it is restored', { ...nobody, status: 'restored' as const }],
])('where %s it is not', (_, incident) => {
  expect(isDangerAlone(incident)).toBe(false);
});
