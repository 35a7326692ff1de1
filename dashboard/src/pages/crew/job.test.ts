import type { Dispatch } from '@relight/shared/operation/state';
import { incidentLike } from '@relight/shared/operation/testing/incident';
import { describe, expect, test } from 'vitest';
import { countdownOf } from './countdown.ts';
import { earliestEtr, firstChoice, movedEtr } from './etr-choice.ts';
import { nextStep, stationsOf } from './next-step.ts';
import { worthSending } from './position-gate.ts';
import { serviceClock } from './service-clock.ts';

const clock = (minute: number) => new Date(Date.parse('2026-11-23T02:00:00.000Z') + minute * 60_000).toISOString();
const ms = (minute: number) => Date.parse(clock(minute));

const dispatch: Dispatch = {
  id: 'dsp_1',
  incident: 'inc_1',
  crew: 'crew_6',
  status: 'offered',
  distanceM: 8600,
  travelMinutes: 22,
  offeredAt: clock(0),
  answerBy: clock(3),
  acceptedAt: null,
  enRouteAt: null,
  arrivedAt: null,
};
const incident = incidentLike({
  extent: { customers: 100, ranges: [], important: [], area: 'urban' },
  reportedAt: clock(0),
});

describe('the next step', () => {
  test('is the one that the rules allow, and no other', () => {
    expect(nextStep(dispatch, incident)).toBe('accept');
    expect(nextStep({ ...dispatch, status: 'accepted' }, incident)).toBe('depart');
    expect(nextStep({ ...dispatch, status: 'enRoute' }, incident)).toBe('arrive');
    const onSite: Dispatch = { ...dispatch, status: 'onSite' };
    expect(nextStep(onSite, { ...incident, status: 'predicted' })).toBe('confirm');
    expect(nextStep(onSite, incident)).toBe('restore');
    const back = { ...incident, status: 'restored', restored: { customers: 100, ranges: [], important: [] } } as const;
    expect(nextStep(onSite, back)).toBe('complete');
    expect(nextStep(onSite, undefined)).toBe('complete');
  });

  test('shows what has been done with its time', () => {
    const stations = stationsOf(
      { ...dispatch, status: 'enRoute', acceptedAt: clock(1), enRouteAt: clock(2) },
      incident,
    );
    expect(stations.map(({ state }) => state)).toEqual(['done', 'now', 'ahead', 'ahead']);
  });
});

describe('the countdown of an offer', () => {
  test('runs by the server’s time from the offer to the answer', () => {
    expect(countdownOf(dispatch, ms(0) + 24_000)).toEqual({ text: '2:36', secondsLeft: 156, share: 156 / 180 });
    expect(countdownOf(dispatch, ms(9)).text).toBe('0:00');
    expect(countdownOf(dispatch, ms(-9)).text).toBe('3:00');
  });
});

describe('the service clock', () => {
  test('runs from the report to the first arrival, and warns a quarter of an hour before the limit', () => {
    expect(serviceClock(incident, ms(20))).toMatchObject({ minutesLeft: 40, state: 'running', limitMinutes: 60 });
    expect(serviceClock(incident, ms(50)).state).toBe('soon');
    expect(serviceClock(incident, ms(61))).toMatchObject({ minutesLeft: -1, state: 'late', used: 1 });
    expect(serviceClock({ ...incident, firstArrivalAt: clock(48) }, ms(300))).toMatchObject({
      minutesLeft: 12,
      state: 'met',
    });
  });
});

describe('an estimate', () => {
  test('goes in quarters of an hour and never into the past', () => {
    expect(earliestEtr(ms(7))).toBe(ms(15));
    expect(earliestEtr(ms(15))).toBe(ms(30));
    expect(firstChoice(null, ms(7))).toBe(ms(60));
    expect(firstChoice(clock(90), ms(7))).toBe(ms(90));
    expect(firstChoice(clock(5), ms(7))).toBe(ms(60));
    expect(movedEtr(ms(30), -4, ms(7))).toBe(ms(15));
  });
});

describe('a position', () => {
  test('is sent every 15 seconds, or after 50 metres', () => {
    const here = { lon: 120, lat: 30, atMs: 0 };
    expect(worthSending(null, here)).toBe(true);
    expect(worthSending(here, { ...here, atMs: 5_000 })).toBe(false);
    expect(worthSending(here, { ...here, atMs: 15_000 })).toBe(true);
    expect(worthSending(here, { lon: 120.001, lat: 30, atMs: 1_000 })).toBe(true);
  });
});
