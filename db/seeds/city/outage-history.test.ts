import { expect, test } from 'vitest';
import { generateCity } from './city.ts';

const { outageHistory } = generateCity({ referenceDate: '2026-11-23' });
const minutes = ({ reportedStartTime, restoredTime }: (typeof outageHistory)[number]) =>
  (Date.parse(restoredTime) - Date.parse(reportedStartTime)) / 60_000;

test('the city remembers some hundred outages of three years, all before today and in order', () => {
  expect(outageHistory.length).toBeGreaterThan(400);
  expect(outageHistory.length).toBeLessThan(900);
  const begins = outageHistory.map(({ reportedStartTime }) => reportedStartTime);
  expect(begins).toEqual([...begins].sort());
  expect((begins[0] as string) >= '2023-11-23').toBe(true);
  // Local midnight of the reference date.
  expect((begins.at(-1) as string) < '2026-11-22T16:00:00.000Z').toBe(true);
  expect(new Set(outageHistory.map(({ mRID }) => mRID)).size).toBe(outageHistory.length);
});

test('the steps of each outage begin with it, only bring customers back, and end with the restoration', () => {
  for (const outage of outageHistory) {
    const { steps } = outage;
    expect(steps[0]).toEqual({ at: outage.reportedStartTime, metersAffected: outage.metersAffected });
    expect(steps.at(-1)).toEqual({ at: outage.restoredTime, metersAffected: 0 });
    const counts = steps.map(({ metersAffected }) => metersAffected);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort());
  }
});

test('there is something to learn: a storm takes longer than a day without one', () => {
  const days = new Map<string, number[]>();
  for (const outage of outageHistory) {
    const day = outage.reportedStartTime.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), minutes(outage)]);
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] as number;
  const storm = [...days.values()].filter((day) => day.length >= 15).flat();
  const calm = [...days.values()].filter((day) => day.length <= 2).flat();
  expect(storm.length).toBeGreaterThan(50);
  expect(median(storm)).toBeGreaterThan(1.5 * median(calm));
});
