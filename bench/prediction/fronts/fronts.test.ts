import { expect, test } from 'vitest';
import { chanceFor } from '../chance.ts';
import { drawCalls } from '../draw-calls.ts';
import { apart } from '../faults.ts';
import { loopedTown } from '../networks/looped-town.ts';
import { lowVoltageTown } from '../networks/low-voltage-town.ts';
import { tinyFeeder } from '../networks/tiny-feeder.ts';
import { recordsOf } from '../records.ts';
import { scorerWith } from '../scorer-engine.ts';
import { smallWorld } from '../testing/small-world.ts';
import { type Site, worldOf } from '../world.ts';
import { DELAY_LAWS, frontLaw } from './delay-laws.ts';
import { drawFront, FRONT_MINUTES } from './draw-front.ts';
import { frontPosterior } from './exact-front.ts';
import { ORDINARY } from './front.ts';
import { frontStorms } from './front-storms.ts';
import { drawTelemetry, TELEMETRY_LAW } from './front-telemetry.ts';

const tiny = worldOf('tiny', tinyFeeder());
const town = worldOf('town', loopedTown(1));
const anywhere = (places: number) => ({ places, passing: 'everywhere' }) as const;

test('a front breaks as many places within a minute, none inside another, the first of them at 0', () => {
  for (const places of [1, 3, 10, 30, 60]) {
    const faults = drawFront(town, anywhere(places), chanceFor('front', places)) ?? [];
    expect(faults).toHaveLength(places);
    expect(faults[0]?.at).toBe(0);
    for (const { site, at } of faults) {
      expect(at).toBeLessThan(FRONT_MINUTES);
      expect(faults.filter((other) => !apart(other.site, site))).toHaveLength(1);
    }
  }
});

test('a front that passes over neighbouring feeders leaves the others alone', () => {
  const faults = drawFront(town, { places: 10, passing: 'neighbouring feeders' }, chanceFor('gathered')) ?? [];
  const feeders = new Set(faults.map(({ site }) => town.above(site.from).at(-1)?.id));
  expect(faults).toHaveLength(10);
  expect(feeders.size).toBeLessThanOrEqual(2);
});

test('where there is no room for so many places, there is no front', () => {
  expect(drawFront(smallWorld([[3], [4]]), anywhere(3), chanceFor('full'))).toBeUndefined();
});

test('what breaks follows its rate', () => {
  const kinds = Array.from(
    { length: 4000 },
    (_, i) => drawFront(tiny, anywhere(1), chanceFor('rate', i))?.[0]?.site.kind,
  );
  const rate = (some: readonly Site[]) => some.reduce((sum, site) => sum + site.rate, 0);
  const expected = rate(tiny.sites.filter(({ kind }) => kind === 'fuse')) / rate(tiny.sites);
  expect(kinds.filter((kind) => kind === 'fuse').length / 4000).toBeCloseTo(expected, 1);
});

test('half of those who call have called by the median of their law', () => {
  const site = tiny.siteOf('CB') as Site;
  for (const delay of DELAY_LAWS) {
    const law = { ...frontLaw(delay, 0), strayRate: 0 };
    const calls = Array.from({ length: 10 }, (_, i) =>
      drawCalls(
        { world: tiny, law, records: recordsOf(tiny, 0, 1), name: `d${i}`, chance: chanceFor(delay.name, i) },
        [{ site, at: 0 }],
        { from: 0, until: 10_000 },
      ),
    ).flat();
    expect(calls.length).toBeGreaterThan(500);
    const early = calls.filter(({ at }) => at < delay.median).length / calls.length;
    expect(Math.abs(early - 0.5)).toBeLessThan(0.07);
  }
});

const breaker = town.sites.find(({ kind }) => kind === 'breaker') as Site;
const told = (telemetry: Parameters<typeof drawTelemetry>[1]['telemetry']) =>
  drawTelemetry(town, { telemetry, faults: [{ site: breaker, at: 0.5 }], until: 10 }, chanceFor('told', telemetry));

test('telemetry tells of an opening at once, or late by three minutes at most, and no more that it is closed', () => {
  expect(told('none')).toEqual([]);
  for (const [telemetry, latest] of [
    ['heads', TELEMETRY_LAW.promptly],
    ['everywhere', TELEMETRY_LAW.promptly],
    ['late', TELEMETRY_LAW.late],
  ] as const) {
    const own = told(telemetry).filter(({ device }) => device === breaker.id);
    const opened = own.filter(({ kind }) => kind === 'opened');
    expect(opened).toHaveLength(1);
    expect(opened[0]?.at).toBeGreaterThan(0.5);
    expect(opened[0]?.at).toBeLessThanOrEqual(0.5 + latest);
    expect(own.filter(({ kind }) => kind === 'closed').every(({ at }) => at < 0.5)).toBe(true);
    const reporting = new Set(told(telemetry).map(({ device }) => town.siteOf(device)?.kind));
    expect(reporting.has('recloser')).toBe(telemetry !== 'heads');
  }
});

test('others keep saying that they are closed; stale telemetry has said so once, before the front', () => {
  const other = town.sites.find((site) => site.kind === 'breaker' && site !== breaker) as Site;
  const times = told('everywhere').filter(({ device }) => device === other.id);
  expect(times.length).toBeGreaterThanOrEqual(11);
  const stale = told('stale');
  expect(new Set(stale.map(({ device }) => device)).size).toBe(stale.length);
  for (const { kind, at } of stale) {
    expect(kind).toBe('closed');
    expect(at).toBeLessThanOrEqual(-TELEMETRY_LAW.stale[0]);
    expect(at).toBeGreaterThanOrEqual(-TELEMETRY_LAW.stale[1]);
  }
});

const [, quick] = DELAY_LAWS;
const plan = { world: tiny, seed: 5, storms: 2, scorer: scorerWith() };

test('the same seed gives the same storms, with and without meters', () => {
  const front = { ...ORDINARY, places: 3, delay: quick };
  const storms = frontStorms(plan, front);
  expect(frontStorms(plan, front)).toEqual(storms);
  const metered = frontStorms(plan, { ...front, coverage: 0.9 });
  expect(metered.map(({ faults }) => faults)).toEqual(storms.map(({ faults }) => faults));
  expect(metered).not.toEqual(storms);
});

test('an engine that expects is asked for its expectation, and one that does not is not', () => {
  const [storm] = frontStorms(
    { ...plan, storms: 1, isExact: true },
    { ...ORDINARY, places: 2, delay: quick, wrongRecords: 0 },
  );
  const looks = (engine: string) => storm?.tracks.find((track) => track.engine === engine)?.looks ?? [];
  expect(looks('threshold rules').every(({ outlook }) => outlook === undefined)).toBe(true);
  expect(looks('exact posterior')).toHaveLength(6);
  for (const { outlook } of looks('exact posterior')) {
    expect(outlook?.low).toBeLessThanOrEqual(outlook?.high as number);
    expect(outlook?.expected).toBeGreaterThan(0);
  }
});

test('with nothing heard the exact posterior is what fronts come to on the average', () => {
  const { customers, out } = frontPosterior({ world: tiny, law: frontLaw(quick, 0) }, [], 100);
  expect(customers.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  const expected = customers.reduce((sum, one) => sum + one.out * one.probability, 0);
  expect(
    out.reduce((sum, probability, site) => sum + probability * (tiny.sites[site] as Site).customers, 0),
  ).toBeCloseTo(expected, 6);
});

test('the exact posterior of calls behind two fuses is two fuses and not the breaker above', () => {
  const call = (id: string, at: number) => ({ kind: 'call', id, at, point: tiny.pointOf(id), fault: 0 }) as const;
  const calls = ['F2.x1.c1', 'F2.x3.c5', 'F4.x1.c4', 'F4.x4.c7', 'F4.x2.c2', 'F2.x0.c6'].map((id, i) =>
    call(id, 0.03 * (i + 1)),
  );
  const { out } = frontPosterior({ world: tiny, law: frontLaw(DELAY_LAWS[2], 0) }, calls, 0.5);
  const of = (id: string) => out[tiny.sites.findIndex((site) => site.id === id)] as number;
  expect(of('F2')).toBeGreaterThan(0.95);
  expect(of('F4')).toBeGreaterThan(0.95);
  expect(of('CB')).toBeLessThan(0.01);
});

test('generated towns have what they are for: protection behind transformers, and loops that no device ends', () => {
  const lowVoltage = worldOf('low', lowVoltageTown(1));
  const kindsAbove = lowVoltage.points.map((_, point) =>
    lowVoltage
      .above(point)
      .map(({ kind }) => kind)
      .join(' '),
  );
  expect(new Set(kindsAbove)).toEqual(new Set(['fuse transformer breaker', 'fuse fuse transformer breaker']));
  const reclosers = (side: string) => town.sites.filter(({ id }) => id.endsWith(side)).length;
  expect(reclosers('r1.rc0')).toBe(8);
  expect(reclosers('r2.rc0') + reclosers('r2.rc1')).toBe(0);
  expect(town.points.length).toBe(town.customersBefore.at(-1));
});
