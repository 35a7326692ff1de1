import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildNetwork } from './build.ts';
import { networkFacts } from './network-facts.ts';
import { hasSection, subtractRanges, unionRanges } from './ranges.ts';
import { seeded } from './seeded.ts';
import type { CallPlacement, CallReport, OpenIncident } from './suggest-device.ts';
import { placeReports } from './suggest-device.ts';
import { columnsOf } from './testing/features.ts';
import type { CityPlan } from './testing/generate-city.ts';
import { cityFeatures, SMALL_CITY } from './testing/generate-city.ts';

const cityOf = (plan: CityPlan) => {
  const model = buildNetwork(columnsOf(cityFeatures(plan)));
  const facts = networkFacts(model);
  const pointsBelow = (device: string) => {
    const ranges = facts.below(device)?.ranges ?? [];
    return model.nodes.ids.filter((id) => {
      const point = facts.servicePoint(id);
      return point !== undefined && hasSection(ranges, point.section);
    });
  };
  const devices = (name: RegExp) => model.edges.ids.filter((id) => name.test(id));
  return { facts, pointsBelow, devices };
};
const city = cityOf(SMALL_CITY);
const NOW = '2026-11-23T08:00:00.000Z';
const call = (servicePoint: string, more: Partial<CallReport> = {}): CallReport => ({
  id: `r-${servicePoint}`,
  at: '2026-11-23T07:50:00.000Z',
  servicePoint,
  lon: null,
  lat: null,
  incident: null,
  ...more,
});

/** A control room that does what the rule says. */
const room = ({ facts }: Pick<typeof city, 'facts'> = city) => {
  let incidents: (OpenIncident & { readonly device: string })[] = [];
  let reports: CallReport[] = [];
  const seen: CallPlacement[] = [];
  const others = (except: readonly string[]) =>
    incidents
      .filter(({ id }) => !except.includes(id))
      .reduce<readonly number[]>((dead, it) => unionRanges(dead, it.dead), []);
  const deadAt = (device: string, except: readonly string[]) =>
    subtractRanges(facts.below(device)?.ranges ?? [], others(except));
  const carryOut = (placement: CallPlacement) => {
    seen.push(placement);
    if (placement.kind === 'unplaced') return;
    const id = placement.kind === 'predict' ? `inc${seen.length}` : placement.incident;
    if (placement.kind === 'predict') {
      incidents = [...incidents, { id, device: placement.device, dead: deadAt(placement.device, [id]), movable: true }];
    }
    if (placement.kind === 'move') {
      const { device, absorbs } = placement;
      incidents = incidents
        .filter((it) => !absorbs.includes(it.id))
        .map((it) => (it.id === id ? { ...it, device, dead: deadAt(device, [id, ...absorbs]) } : it));
      reports = reports.map((it) =>
        it.incident !== null && absorbs.includes(it.incident) ? { ...it, incident: id } : it,
      );
    }
    reports = reports.map((it) => (placement.reports.includes(it.id) ? { ...it, incident: id } : it));
  };
  const place = () => placeReports({ facts, reports, incidents, now: NOW });
  return {
    receive(...more: CallReport[]) {
      reports = [...reports, ...more];
      const placements = place();
      for (const placement of placements) carryOut(placement);
      expect(place().filter(({ kind }) => kind !== 'unplaced')).toEqual([]);
      return placements;
    },
    fix(device: string) {
      incidents = incidents.map((it) => (it.device === device ? { ...it, movable: false } : it));
    },
    open: () => incidents,
    waiting: () => reports.filter(({ incident }) => incident === null),
  };
};

const plans = fc.record({
  seed: fc.nat(1e6),
  substations: fc.constant(1),
  feedersPerSubstation: fc.integer({ min: 1, max: 2 }),
  lateralsPerFeeder: fc.integer({ min: 2, max: 6 }),
  transformersPerLateral: fc.integer({ min: 1, max: 5 }),
  pointsPerTransformer: fc.integer({ min: 1, max: 7 }),
});

describe('calls from behind one fuse', () => {
  test('all of them together are one incident at that fuse, with exactly its customers', () => {
    let fuses = 0;
    fc.assert(
      fc.property(plans, fc.nat(100), (plan, pick) => {
        const { facts, pointsBelow, devices } = cityOf(plan);
        const all = devices(/fuse$/);
        const fuse = all[pick % all.length] ?? '';
        const control = room({ facts });
        const placements = control.receive(...pointsBelow(fuse).map((point) => call(point)));
        expect(placements.map(({ kind }) => kind)).toEqual(['predict']);
        expect(control.open().map(({ device, dead }) => ({ device, dead }))).toEqual([
          { device: fuse, dead: facts.below(fuse)?.ranges },
        ]);
        fuses++;
      }),
      { numRuns: 80, seed: 21 },
    );
    expect(fuses).toBeGreaterThan(50);
  });

  test('one by one, in any order, most of them roll up to one incident at that fuse', () => {
    fc.assert(
      fc.property(plans, fc.nat(100), (plan, pick) => {
        const { facts, pointsBelow, devices } = cityOf(plan);
        const all = devices(/fuse$/);
        const fuse = all[pick % all.length] ?? '';
        const chance = seeded(plan.seed);
        const points = pointsBelow(fuse)
          .map((point) => ({ point, order: chance.unit() }))
          .sort((a, b) => a.order - b.order);
        const control = room({ facts });
        const silent = points.length > 6 ? Math.floor(points.length / 8) : 0;
        for (const { point } of points.slice(silent)) control.receive(call(point));
        expect(control.open().map(({ device }) => device)).toEqual([fuse]);
        expect(control.waiting()).toEqual([]);
      }),
      { numRuns: 60, seed: 22 },
    );
  });
});

test('calls from a whole feeder are one incident at its breaker, from beyond the recloser one at the recloser', () => {
  for (const device of ['F0-1.cb', 'F0-1.rc']) {
    const control = room();
    control.receive(...city.pointsBelow(device).map((point) => call(point)));
    expect(control.open().map((it) => it.device)).toEqual([device]);
  }
});

test('two fuses out on different feeders stay two incidents', () => {
  const control = room();
  const points = [...city.pointsBelow('F0-1.l3.fuse'), ...city.pointsBelow('F1-0.l2.fuse')];
  control.receive(...points.map((point) => call(point)));
  expect(
    control
      .open()
      .map(({ device }) => device)
      .sort(),
  ).toEqual(['F0-1.l3.fuse', 'F1-0.l2.fuse']);
});

test('a single call is an incident at its transformer, to be verified first; a second caller predicts it', () => {
  const control = room();
  expect(control.receive(call('F0-1.l3.p2.0'))).toEqual([
    {
      kind: 'predict',
      device: 'F0-1.l3.tr2',
      reports: ['r-F0-1.l3.p2.0'],
      rule: 'singleCallVerifyFirst',
      evidence: { calls: 1 },
    },
  ]);
  expect(control.receive(call('F0-1.l3.p2.0', { id: 'again' }))).toMatchObject([
    { kind: 'attach', reports: ['again'] },
  ]);
  expect(control.receive(call('F0-1.l3.p2.5'))).toMatchObject([{ kind: 'attach' }]);
  expect(control.open().map(({ device }) => device)).toEqual(['F0-1.l3.tr2']);
});

test('a move says the rule and the counts it was judged on, and absorbs what lies below', () => {
  const control = room();
  control.receive(call('F0-1.l3.p0.0'), call('F0-1.l3.p0.1'));
  control.receive(call('F0-1.l3.p2.0'));
  expect(control.open()).toHaveLength(2);
  expect(control.receive(call('F0-1.l3.p2.1'))).toMatchObject([
    {
      kind: 'move',
      device: 'F0-1.l3.fuse',
      absorbs: [expect.any(String)],
      rule: 'fuse',
      evidence: { calls: 4, out: 2, of: 4, branches: 2 },
    },
  ]);
});

test('what is confirmed is never moved: calls from inside join it, and count for nothing else', () => {
  const control = room();
  control.receive(call('F0-1.l3.p0.0'), call('F0-1.l3.p0.1'));
  control.fix('F0-1.l3.tr0');
  control.receive(...[2, 3, 4, 5].map((n) => call(`F0-1.l3.p0.${n}`)));
  control.receive(call('F0-1.l3.p1.0'), call('F0-1.l3.p1.1'));
  expect(control.open().map(({ device }) => device)).toEqual(['F0-1.l3.tr0', 'F0-1.l3.tr1']);
});

test('a device known to be closed is not predicted', () => {
  const reports = city.pointsBelow('F0-1.cb').map((point) => call(point));
  const telemetry = (device: { id: string }) => (device.id === 'F0-1.cb' ? ('closed' as const) : undefined);
  const devices = placeReports({ facts: city.facts, reports, incidents: [], now: NOW, telemetry }).map(
    (it) => 'device' in it && it.device,
  );
  expect(devices).not.toContain('F0-1.cb');
  expect(devices).toContain('F0-1.rc');
});

test('calls older than the window make no group, but none is lost', () => {
  const old = { at: '2026-11-23T07:00:00.000Z' };
  const control = room();
  control.receive(...city.pointsBelow('F0-1.l3.fuse').map((point) => call(point, old)));
  expect(control.open().map(({ device }) => device)).toEqual([0, 1, 2, 3].map((n) => `F0-1.l3.tr${n}`));
  expect(control.waiting()).toEqual([]);
});

test('a call is placed by its position where it names no service point, and handed to a person where nothing is near', () => {
  const { lon = 0, lat = 0 } = city.facts.servicePoint('F1-1.l2.p1.3') ?? {};
  const control = room();
  control.receive(
    call('unknown', { id: 'near', servicePoint: null, lon, lat }),
    call('far', { servicePoint: null, lon: 0, lat: 0 }),
  );
  expect(control.open().map(({ device }) => device)).toEqual(['F1-1.l2.tr1']);
  expect(control.waiting().map(({ id }) => id)).toEqual(['r-far']);
});

test('every call of a random storm ends in an open incident that covers it', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const chance = seeded(seed);
      const control = room();
      const points = city.pointsBelow('F0-0.cb').concat(city.pointsBelow('F0-1.cb'), city.pointsBelow('F1-1.cb'));
      for (let i = 0; i < 60; i++) control.receive(call(chance.pick(points), { id: `r${i}` }));
      expect(control.waiting()).toEqual([]);
    }),
    { numRuns: 4, seed: 4 },
  );
});
