import { generateCity } from '@relight/db/seeds/city/city';
import { usualMinutes } from '@relight/drills/actors/usual-duration';
import type { Incident } from '@relight/shared/operation/state';
import { expect, test } from 'vitest';

const { outageHistory } = generateCity({ referenceDate: '2026-11-23' });

/** The value that a share of them does not exceed. */
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] as number;

/** On days without a storm, by day, in the city: where the demo's people find most of their outages. */
const calm = (level: string): number[] => {
  const perDay = new Map<string, number>();
  for (const { reportedStartTime } of outageHistory) {
    const day = reportedStartTime.slice(0, 10);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  return outageHistory.flatMap((outage) => {
    const begin = Date.parse(outage.reportedStartTime);
    const minutes = (Date.parse(outage.restoredTime) - begin) / 60_000;
    const hour = (new Date(begin).getUTCHours() + 8) % 24;
    const ordinary = (perDay.get(outage.reportedStartTime.slice(0, 10)) ?? 0) <= 5 && hour >= 7 && hour < 22;
    return outage.level === level && outage.area === 'urban' && minutes > 5 && ordinary ? [minutes] : [];
  });
};

test.each([
  ['LV', 'PowerTransformer'],
  ['HV', 'Fuse'],
])('outages of the demo last as long as those of its past, at one pace: %s', (level, deviceClass) => {
  const like = { place: { deviceClass }, extent: { area: 'urban' } } as Pick<Incident, 'place' | 'extent'>;
  const simulated = Array.from({ length: 2000 }, (_, i) => usualMinutes(`inc_${i}`, like, 12));
  const past = calm(level);
  expect(past.length).toBeGreaterThan(100);
  for (const share of [0.5, 0.8]) {
    const ratio = quantile(simulated, share) / quantile(past, share);
    expect(ratio, `${share}: ${past.length} outages`).toBeGreaterThan(0.8);
    expect(ratio, `${share}: ${past.length} outages`).toBeLessThan(1.25);
  }
});
