import { type Incident, initialState, type OperationState } from '@relight/shared/operation/state';
import { incidentLike } from '@relight/shared/operation/testing/incident';
import { describe, expect, test } from 'vitest';
import { affectedAreas } from './affected.ts';
import { elapsedText } from './elapsed.ts';
import { episodeOf } from './episode.ts';
import { forecastsOf } from './forecasts.ts';
import { outAt, plotOf, trendOf } from './trend.ts';

const clock = (minute: number) => new Date(Date.parse('2026-11-23T02:00:00.000Z') + minute * 60_000).toISOString();
const ms = (minute: number) => Date.parse(clock(minute));

const incident = (number: number, customers: number, etr: number | null, restored = 0): Incident =>
  incidentLike({
    id: `inc_${number}`,
    number,
    place: { device: null, deviceClass: null, name: '线', nameEn: null, feeder: '', substation: '', lon: 0, lat: 0 },
    extent: { ranges: [], customers, important: [], area: 'urban' },
    restored: { ranges: [], customers: restored, important: [] },
    since: clock(0),
    outSince: clock(0),
    reportedAt: clock(number),
    etr:
      etr === null ? null : { at: clock(etr), source: 'crew', confidence: 'high', reason: 'assessed', setAt: clock(0) },
  });
const stateOf = (...incidents: Incident[]): OperationState => ({
  ...initialState,
  incidents: Object.fromEntries(incidents.map((it) => [it.id, it])),
});

describe('the list of affected areas', () => {
  test('goes by customers out, and the rest adds up', () => {
    const { shown, more } = affectedAreas(
      stateOf(incident(1, 100, null, 40), incident(2, 500, null), incident(3, 80, null), incident(4, 9, null, 9)),
      clock(60),
      2,
    );
    expect(shown.map((area) => [area.letter, area.customers])).toEqual([
      ['A', 500],
      ['B', 80],
    ]);
    expect(more).toEqual({ areas: 1, customers: 60 });
  });

  test('says overdue instead of a time that has passed', () => {
    const due = (etr: number | null) => affectedAreas(stateOf(incident(1, 10, etr)), clock(60), 5).shown[0]?.due;
    expect(due(90)).toEqual({ kind: 'etr', at: clock(90) });
    // Renewal becomes due a quarter of an hour ahead, here as on the console and the phone.
    expect(due(75)).toEqual({ kind: 'soon', at: clock(75) });
    expect(due(60)).toEqual({ kind: 'overdue', minutes: 1 });
    expect(due(18)).toEqual({ kind: 'overdue', minutes: 42 });
    expect(due(null)).toEqual({ kind: 'none' });
  });
});

describe('the trend', () => {
  const curve = [
    { at: clock(0), customersOut: 100 },
    { at: clock(20), customersOut: 80 },
    { at: clock(50), customersOut: 30 },
  ];

  test('compares with a quarter of an hour ago', () => {
    expect(outAt(curve, clock(10))).toBe(100);
    expect(outAt(curve, clock(-5))).toBe(0);
    expect(trendOf(curve, ms(55))).toBe(-50);
    expect(trendOf(curve, ms(90))).toBe(0);
  });

  test('draws what was and, dashed, what the estimates promise', () => {
    const state = { ...stateOf(incident(1, 30, 70)), curve };
    const plot = plotOf(state, ms(0), ms(60), { width: 140, height: 100 });
    expect(plot.past).toBe('M0 0H40V20H100V70H120V70');
    expect(plot.ahead).toBe('M120 70H140V100');
    expect(plot.until).toBe(clock(70));
  });

  test('draws an estimate where it is in time, and one for tomorrow not at all', () => {
    const box = { width: 300, height: 100 };
    const distant = plotOf({ ...stateOf(incident(1, 30, 180)), curve }, ms(30), ms(60), box);
    expect(distant.from).toBe(clock(0));
    expect(distant.ahead).toBe('M100 70H300V100');
    const tomorrow = plotOf({ ...stateOf(incident(1, 30, 1500)), curve }, ms(30), ms(60), box);
    expect(tomorrow).toMatchObject({ ahead: null, until: null });
  });

  test('draws nothing ahead where nobody has estimated', () => {
    expect(
      plotOf({ ...stateOf(incident(1, 30, null)), curve }, ms(0), ms(60), { width: 9, height: 9 }).ahead,
    ).toBeNull();
  });
});

describe('the forecast', () => {
  test('adds the estimates up, and promises all only when everybody has one', () => {
    const some = forecastsOf(stateOf(incident(1, 50, 70), incident(2, 40, 90), incident(3, 10, null)), clock(60));
    expect(some.map(({ at, percent }) => [at, percent])).toEqual([
      [clock(70), 50],
      [clock(90), 90],
    ]);
    const all = forecastsOf(stateOf(incident(1, 50, 70), incident(2, 40, 90), incident(3, 10, 200)), clock(60));
    expect(all.map(({ at, percent }) => [at, percent])).toEqual([
      [clock(70), 50],
      [clock(90), 90],
      [clock(200), 100],
    ]);
  });

  test('leaves out estimates that have passed', () => {
    expect(forecastsOf(stateOf(incident(1, 50, 30)), clock(60))).toEqual([]);
  });
});

describe('the elapsed time', () => {
  test('runs from the response level, else from the first open report', () => {
    expect(episodeOf(initialState)).toBeNull();
    const open = stateOf(incident(5, 10, null), incident(3, 10, null));
    expect(episodeOf(open)).toEqual({ from: clock(3), since: clock(3), counts: 'report' });
    const response = { level: 'II', since: clock(9), matters: '', expectedUntil: null, measures: '' } as const;
    expect(episodeOf({ ...open, response })).toEqual({ from: clock(3), since: clock(9), counts: 'response' });
  });

  test('is read as a clock', () => {
    expect(elapsedText(ms(0), ms(0) + 13_336_000)).toEqual({ days: 0, clock: '03:42:16' });
    expect(elapsedText(ms(0), ms(1500))).toEqual({ days: 1, clock: '01:00:00' });
  });
});
