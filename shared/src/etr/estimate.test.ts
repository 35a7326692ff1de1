import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Etr } from '../operation/state.ts';
import { ETR_MODEL } from '../rules/etr-defaults.ts';
import type { Circumstances } from './circumstances.ts';
import { type Estimate, estimateRestoration } from './estimate.ts';
import type { CalibratedModel } from './learn-from-history.ts';
import { learnRestorationModel, type RestorationModel } from './restoration-model.ts';
import { isForTheModel, isWorthSaying } from './worth-saying.ts';

const circumstances: Circumstances = {
  load: null,
  level: 'LV',
  size: null,
  area: null,
  hours: null,
  substation: null,
  cause: null,
};
/** What was said before has held, or was so many times too short. */
function held(learned: RestorationModel, factor: number | null = 1): CalibratedModel {
  return { ...learned, calibration: { factor, outages: 100 } };
}
/** A hundred outages that lasted 2, 4, … 200 minutes: half are over after 100, four of five after 160. */
const model = held(
  learnRestorationModel(Array.from({ length: 100 }, (_, i) => ({ minutes: 2 * (i + 1), ended: true, circumstances }))),
);
const nothing = held(learnRestorationModel([]));
const SINCE = '2026-11-24T08:05:00.000Z';
const at = (minutes: number) => new Date(Date.parse(SINCE) + minutes * 60_000).toISOString();
const outage = { circumstances, area: 'urban', since: SINCE } as const;

describe('an estimate', () => {
  test('is the time by which four of five were over, rounded outward, with what it rests on', () => {
    // 08:05 + 160 min = 10:45.
    expect(estimateRestoration(model, outage, at(1))).toEqual({
      etr: '2026-11-24T10:45:00.000Z',
      confidence: 'high',
      reason: 'history',
      basis: { group: 'level=LV', outages: 100, p50Minutes: 100, p80Minutes: 160 },
    });
    const later = { ...outage, since: '2026-11-24T08:06:00.000Z' };
    expect(estimateRestoration(model, later, at(1))?.etr).toBe('2026-11-24T11:00:00.000Z');
  });

  test('takes into account how long it has lasted already, and is then less sure', () => {
    // Of the fifty that last longer than 100 minutes four of five are over after 180.
    expect(estimateRestoration(model, outage, at(100))).toMatchObject({
      etr: '2026-11-24T11:15:00.000Z',
      confidence: 'low',
      basis: { p80Minutes: 160 },
    });
  });

  test('is the median of those that last as long, where too few are left to say more', () => {
    // Of the ten that last longer than 180 minutes five are over after 190.
    expect(estimateRestoration(model, outage, at(180))).toMatchObject({ etr: '2026-11-24T11:15:00.000Z' });
  });

  test('is not given where hardly any has lasted so long, nor further ahead than anybody can know', () => {
    expect(estimateRestoration(model, outage, at(192))).toBeNull();
    expect(estimateRestoration(model, outage, at(1), { ...ETR_MODEL.values, horizonHours: 1 })).toBeNull();
  });

  test('is the default of the area where nothing is known, and says so; none where there is no default', () => {
    expect(estimateRestoration(nothing, outage, at(1))).toEqual({
      etr: '2026-11-24T12:00:00.000Z',
      confidence: 'low',
      reason: 'commitment',
    });
    expect(estimateRestoration(nothing, outage, at(225))).toBeNull();
    expect(estimateRestoration(nothing, { ...outage, area: 'remote' }, at(1))).toBeNull();
  });

  test('is longer by as much as the latest ones have lasted longer than was said, its median as before', () => {
    // 1.5 times 160 min.
    expect(estimateRestoration(held(model, 1.5), outage, at(1))).toMatchObject({
      etr: '2026-11-24T12:15:00.000Z',
      basis: { p50Minutes: 100, p80Minutes: 240 },
    });
    // After 150 min it stands where the past stood after 100: four of five of those that last longer are over after 180.
    expect(estimateRestoration(held(model, 1.5), outage, at(150))).toMatchObject({ etr: '2026-11-24T12:45:00.000Z' });
    // However quick the latest were: never before the median.
    expect(estimateRestoration(held(model, 0.1), outage, at(1))).toMatchObject({
      basis: { p50Minutes: 100, p80Minutes: 100 },
    });
  });

  test('is not given while too many of the latest are open to tell how well the past holds', () => {
    expect(estimateRestoration(held(model, null), outage, at(1))).toBeNull();
  });

  test('never lies in the past, and always at a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (minutes) => {
        const etr = estimateRestoration(model, outage, at(minutes))?.etr;
        if (etr === undefined) return;
        expect(etr > at(minutes)).toBe(true);
        expect(Date.parse(etr) % 900_000).toBe(0);
      }),
    );
  });
});

describe('an estimate is published', () => {
  const estimate = (minutes: number, group = 'level=LV'): Estimate => ({
    etr: at(minutes),
    confidence: 'low',
    reason: 'history',
    basis: { group, outages: 100, p50Minutes: 100, p80Minutes: 160 },
  });
  const said = (minutes: number, setAt: number, group = 'level=LV'): Etr => ({
    at: at(minutes),
    source: 'model',
    confidence: 'low',
    reason: 'history',
    setAt: at(setAt),
    basis: { group, outages: 100, p50Minutes: 100, p80Minutes: 160 },
  });
  const saying = (etr: Etr | null, next: Estimate, now: number) =>
    isWorthSaying({ etr, reportedAt: SINCE }, next, at(now));

  test('when the prediction has settled', () => {
    expect(saying(null, estimate(160), 0.9)).toBe(false);
    expect(saying(null, estimate(160), 1)).toBe(true);
  });

  test('again only when the last one will not hold', () => {
    expect(saying(said(160, 2), estimate(200), 100)).toBe(false);
    expect(saying(said(160, 2), estimate(190), 155)).toBe(true);
    expect(saying(said(160, 2), estimate(160), 155)).toBe(false);
    expect(saying(said(160, 2), estimate(250), 500)).toBe(true);
  });

  test('or when it is an outage of another kind, the difference matters and the last one is not new', () => {
    expect(saying(said(160, 2), estimate(200, 'level=HV'), 40)).toBe(true);
    expect(saying(said(160, 2), estimate(60, 'level=HV'), 40)).toBe(true);
    expect(saying(said(160, 2), estimate(170, 'level=HV'), 40)).toBe(false);
    expect(saying(said(160, 20), estimate(200, 'level=HV'), 40)).toBe(false);
  });

  test('a few times in an outage that outlasts all that went before, whatever the clock says', () => {
    let etr: Etr | null = null;
    let changes = 0;
    for (let now = 0; now < 300; now++) {
      const next = estimateRestoration(model, outage, at(now));
      if (next === null || !isWorthSaying({ etr, reportedAt: SINCE }, next, at(now))) continue;
      expect(etr === null || next.etr > etr.at).toBe(true);
      etr = { ...next, at: next.etr, source: 'model', setAt: at(now) };
      changes++;
    }
    expect(changes).toBeGreaterThan(1);
    expect(changes).toBeLessThanOrEqual(4);
  });

  test('for nobody who has a time from a person or a plan, or has supply', () => {
    const incident = { status: 'confirmed', etr: null, confirmed: null } as const;
    expect(isForTheModel(incident)).toBe(true);
    expect(isForTheModel({ ...incident, etr: said(160, 2) })).toBe(true);
    for (const source of ['crew', 'dispatcher', 'planned'] as const)
      expect(isForTheModel({ ...incident, etr: { ...said(160, 2), source } })).toBe(false);
    expect(isForTheModel({ ...incident, status: 'restored' })).toBe(false);
    expect(isForTheModel({ ...incident, confirmed: { at: SINCE, reason: 'planned' } })).toBe(false);
  });
});
