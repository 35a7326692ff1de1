import { NOBODY } from '@relight/shared/operation/customers-out';
import type { OperationEvent, RecordedEvent } from '@relight/shared/operation/events';
import { type Incident, initialState, type OperationState } from '@relight/shared/operation/state';
import { incidentLike } from '@relight/shared/operation/testing/incident';
import { courseFrom, follow } from '@relight/shared/readings/course';
import { describe, expect, test } from 'vitest';
import { affectedAreas } from './affected.ts';
import { elapsedText } from './elapsed.ts';
import { episodeOf, readBackTo } from './episode.ts';
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
    expect(shown.map((area) => [area.letter, area.out.confirmed])).toEqual([
      ['A', 500],
      ['B', 80],
    ]);
    expect(more).toEqual({ areas: 1, out: { confirmed: 60, predicted: 0 } });
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
    expect(outAt(curve, clock(10))).toEqual({ confirmed: 100, predicted: 0 });
    expect(outAt(curve, clock(-5))).toEqual(NOBODY);
    expect(trendOf(curve, ms(55))).toBe(-50);
    expect(trendOf(curve, ms(90))).toBe(0);
  });

  test('draws what was and, dashed, what the estimates promise', () => {
    const state = { ...stateOf(incident(1, 30, 70)), curve };
    const plot = plotOf(state, ms(0), ms(60), { width: 140, height: 100 });
    expect(plot.past).toBe('M0 0H40V20H100V70H120V70');
    expect(plot.predicted).toBeNull();
    expect(plot.ahead).toBe('M120 70H140V100');
    expect(plot.until).toBe(clock(70));
  });

  test('draws what was only predicted as a band on top of what was confirmed', () => {
    const two = [
      { at: clock(0), customersOut: 50, customersPredicted: 50 },
      { at: clock(30), customersOut: 100 },
    ];
    const plot = plotOf({ ...stateOf(), curve: two }, ms(0), ms(60), { width: 60, height: 100 });
    expect(plot.past).toBe('M0 50H30V0H60V0');
    expect(plot.predicted).toBe('M0 0H30V0H60V0L60 0V0H30V50H0Z');
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

  test('does not promise all while somebody who is only predicted to be out has no estimate', () => {
    const predicted = { ...incident(2, 40, null), status: 'predicted' } as const;
    expect(forecastsOf(stateOf(incident(1, 50, 70), predicted), clock(60)).at(-1)?.percent).toBe(99);
    expect(forecastsOf(stateOf(predicted), clock(60))).toEqual([]);
  });

  test('leaves out estimates that have passed', () => {
    expect(forecastsOf(stateOf(incident(1, 50, 30)), clock(60))).toEqual([]);
  });
});

describe('the elapsed time', () => {
  const line = (seq: number, event: OperationEvent): RecordedEvent => ({
    seq,
    at: clock(seq),
    actor: { id: 'system', role: 'system' },
    command: `cmd-${seq}`,
    event,
  });
  const out = (seq: number, customers: number) => {
    const { place, extent, since } = incident(seq, customers, null);
    const what = {
      number: seq,
      outline: null,
      hazard: false,
      confirmedBy: 'crewFinding',
      priority: 3,
      note: null,
    } as const;
    return line(seq, { type: 'incidentOpened', incident: `inc_${seq}`, place, extent, since, ...what });
  };
  const level = (seq: number) =>
    line(seq, { type: 'responseLevelSet', level: 'II', matters: 'm', expectedUntil: null, measures: '' });
  const episode = (...lines: RecordedEvent[]) => episodeOf(follow(courseFrom(initialState), lines));

  test('runs from the response level, else from the first report of the largest episode', () => {
    expect(episode()).toBeNull();
    expect(episode(out(1, 3), out(3, 500))).toEqual({ seq: 3, from: clock(3), since: clock(3), counts: 'report' });
    const declared = { since: clock(9), counts: 'response' };
    expect(episode(out(1, 3), out(3, 500), level(9))).toEqual({ seq: 3, from: clock(3), ...declared });
    // Declared before anything was out, as a storm comes.
    expect(episode(level(9), out(12, 500))).toEqual({ seq: 9, from: clock(9), ...declared });
    expect(episode(level(9))).toEqual({ seq: 9, from: clock(9), ...declared });
  });

  test('what is read of the log begins with what is open and was reported first, or with the level', () => {
    expect(readBackTo(initialState)).toBeNull();
    expect(readBackTo(stateOf(incident(5, 10, null), incident(3, 10, null)))).toBe(clock(3));
    const response = { level: 'II', since: clock(1), matters: '', expectedUntil: null, measures: '' } as const;
    expect(readBackTo({ ...stateOf(incident(5, 10, null)), response })).toBe(clock(1));
  });

  test('is read as a clock', () => {
    expect(elapsedText(ms(0), ms(0) + 13_336_000)).toEqual({ days: 0, clock: '03:42:16' });
    expect(elapsedText(ms(0), ms(1500))).toEqual({ days: 1, clock: '01:00:00' });
  });
});
