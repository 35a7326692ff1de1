import { expect, test } from 'vitest';
import type { Site } from '../world.ts';
import { DELAY_LAWS } from './delay-laws.ts';
import { type Front, ORDINARY } from './front.ts';
import { frontFigures } from './front-figures.ts';
import type { Storm } from './front-storms.ts';
import { FIGURE_MINUTES, lookMinutes } from './looks.ts';
import type { Look } from './track.ts';

const [delay] = DELAY_LAWS;
const front: Front = { ...ORDINARY, places: 10, delay };
const place = { network: 'town', row: 'row', isJudged: true, customers: 2000 };
const site = { from: 0, to: 100, customers: 100 } as Site;

/** One storm of a hundred customers; both engines say the same at every look but for what is given. */
const storm = (said: (minute: number) => Partial<Look>, told: Partial<Storm> = {}): Storm => {
  const looks = lookMinutes().map(
    (minute): Look => ({ minute, out: 100, shown: 100, outlook: undefined, places: [], ...said(minute) }),
  );
  return {
    faults: [{ site, at: 0 }],
    opened: [],
    tracks: ['scorer', 'threshold rules'].map((engine) => ({ engine, looks })),
    ...told,
  };
};
const figure = (storms: readonly Storm[], table: string, column: string, kind: Partial<Front> = {}) =>
  frontFigures(place, { front: { ...front, ...kind }, storms }).find(
    (one) => one.table.startsWith(table) && one.column === column,
  );

test('the headline is set against the truth, and nobody stated counts as one customer', () => {
  const storms = [storm(() => ({ shown: 0 })), storm(() => ({ shown: 50 })), storm(() => ({ shown: 300 }))];
  expect(figure(storms, 'Customers shown over true', '2 min')?.ours).toBe(0.5);
  expect(figure(storms, 'Customers shown, times', '2 min')?.ours).toBe(100);
  expect(figure(storms, 'Customers expected', '2 min')).toBeUndefined();
});

test('where something is expected, that is the headline, and its interval is held against the truth', () => {
  const outlook = (low: number, high: number) => ({ outlook: { expected: 90, low, high } });
  const storms = [storm(() => outlook(80, 120)), storm(() => outlook(101, 120)), storm(() => outlook(50, 100))];
  expect(figure(storms, 'Customers expected over true', '5 min')).toMatchObject({ ours: 0.9, count: 3 });
  expect(figure(storms, 'Storms whose truth', '5 min')?.ours).toBeCloseTo(2 / 3, 12);
});

test('a headline falls between two looks or bit by bit, and by a fifth is not yet a fall', () => {
  const falling = (by: (minute: number) => number) => [storm((minute) => ({ shown: by(minute) }))];
  const columns = ['falls between two looks', 'falls below its highest'] as const;
  const falls = (storms: readonly Storm[]) => columns.map((column) => figure(storms, 'Headlines', column)?.ours);
  expect(falls(falling((minute) => (minute < 3 ? 100 : 79)))).toEqual([1, 1]);
  expect(falls(falling((minute) => 100 - 3 * minute))).toEqual([0, 1]);
  expect(falls(falling((minute) => (minute < 3 ? 100 : 80)))).toEqual([0, 0]);
});

test('a place that is shown no more has changed, however right it was', () => {
  const at = (from: number) => ({ from, to: from + 1, probability: 0.9, right: true });
  const storms = [storm((minute) => ({ places: minute < 4 ? [at(1), at(2)] : [at(2), at(3)] }))];
  expect(figure(storms, 'Headlines', 'places that change')).toMatchObject({ ours: 1 / 3, count: 3 });
});

test('a gap is judged less half its band, and only with three hundred devices shown', () => {
  const shown = (right: number, of: number) =>
    Array.from({ length: of }, (_, i) => ({ from: i, to: i + 1, probability: 0.9, right: i < right }));
  const gap = (right: number, of: number) =>
    figure([storm(() => ({ places: shown(right, of) }))], 'Stated probability', '1 min');
  expect(gap(270, 300)).toMatchObject({ count: 300, target: { verdict: 'met' } });
  expect(gap(210, 300)?.ours).toBeCloseTo(0.2, 12);
  expect(gap(210, 300)?.target?.verdict).toBe('missed');
  expect(gap(210, 299)?.target?.verdict).toBe('not enough cases');
});

test('an opening is right only if it is shown as it is at every look from the word on', () => {
  const told = { opened: [{ at: 2.1, from: 0, to: 100 }] };
  const from = (minute: number) =>
    storm((now) => ({ places: now >= minute ? [{ from: 0, to: 100, probability: 1, right: true }] : [] }), told);
  const share = (storms: readonly Storm[]) => figure(storms, 'Openings', 'at every look', { telemetry: 'late' })?.ours;
  expect(share([from(2.25)])).toBe(1);
  expect(share([from(2.25), from(2.5)])).toBe(0.5);
  expect(figure([from(2.25)], 'Openings', 'at every look')).toBeUndefined();
});

test('a threshold is crossed late, or falsely, by the lower end', () => {
  const crossing = (minute: number, out: number) =>
    storm((now) => ({ out, outlook: { expected: 100, low: now >= minute ? 100 : 0, high: 200 } }));
  const late = [crossing(4, 100)];
  expect(figure(late, 'From the true', 'minutes, median')?.ours).toBe(4);
  expect(figure(late, 'From the true', 'false crossings')?.ours).toBe(0);
  expect(figure([crossing(4, 100), crossing(1, 99)], 'From the true', 'false crossings')?.ours).toBe(0.5);
  expect(figure([crossing(11, 100)], 'From the true', 'minutes, median')?.ours).toBe(Number.POSITIVE_INFINITY);
});

test('looks come at ten seconds and every quarter of a minute, and figures are among them', () => {
  expect(FIGURE_MINUTES.every((minute) => lookMinutes().includes(minute))).toBe(true);
  expect(lookMinutes()).toHaveLength(41);
});
