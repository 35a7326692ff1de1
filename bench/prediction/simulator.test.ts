import { expect, test } from 'vitest';
import { calledBy, callLaw, delayDensity } from './call-law.ts';
import { chanceFor } from './chance.ts';
import { drawCalls } from './draw-calls.ts';
import { drawApart, outermost } from './faults.ts';
import { drawGasps, metersOf, ping } from './meters.ts';
import { recordsOf } from './records.ts';
import { smallWorld } from './testing/small-world.ts';
import type { Site } from './world.ts';

const world = smallWorld([[300, 200], [400]]);
const site = (id: string) => world.siteOf(id) as Site;
const rightRecords = recordsOf(world, 0, 1);

test('the share of those who have called is the integral of the delays', () => {
  const law = callLaw(0.1, false);
  let sum = 0;
  for (let delay = 0.005; delay < 20; delay += 0.01) sum += 0.01 * delayDensity(law, delay);
  expect(sum).toBeCloseTo(calledBy(law, 20), 4);
  expect(calledBy(law, law.medianDelay)).toBeCloseTo(0.5, 6);
});

test('a tenth of those without supply call, nobody else, and half of them within the median delay', () => {
  const law = { ...callLaw(0.1, false), eventSpread: 0, strayRate: 0 };
  let calls = 0;
  let early = 0;
  for (let i = 0; i < 40; i++) {
    const drawing = { world, law, records: rightRecords, name: `t${i}`, chance: chanceFor('calls', i) };
    for (const call of drawCalls(drawing, [{ site: site('F0'), at: 3 }], { from: 0, until: 10_000 })) {
      expect(call.point).toBeGreaterThanOrEqual(site('F0').from);
      expect(call.point).toBeLessThan(site('F0').to);
      expect(call.at).toBeGreaterThan(3);
      calls++;
      if (call.at < 3 + law.medianDelay) early++;
    }
  }
  // 20,000 customers: 2,000 expected, four standard deviations are 170.
  expect(Math.abs(calls - 2000)).toBeLessThan(170);
  expect(Math.abs(early / calls - 0.5)).toBeLessThan(0.05);
});

test('strays come at their rate, and not from those who have no supply', () => {
  const law = { ...callLaw(0.1, false), share: 0, strayRate: 1e-3 };
  const drawing = { world, law, records: rightRecords, name: 's', chance: chanceFor('strays') };
  const calls = drawCalls(drawing, [{ site: site('F0'), at: 0 }], { from: 0, until: 1000 });
  expect(calls.every(({ fault, point }) => fault === -1 && point >= site('F0').to)).toBe(true);
  // 400 customers, one call each expected.
  expect(Math.abs(calls.length - 400)).toBeLessThan(80);
});

test('wherever records lead, every customer is expected at exactly one place', () => {
  const records = recordsOf(world, 0.1, 1);
  for (const id of ['F0', 'F0T1', 'CB']) {
    const { from, to, customers } = site(id);
    const [first, end] = records.within(from, to);
    let expected = 0;
    for (let point = first; point < end; point++) expected += records.expectedAt(point, from, to);
    expect(expected).toBeCloseTo(customers, 6);
  }
  const moved = records.pointOfCustomer.filter((point, customer) => point !== world.pointOfCustomer[customer]).length;
  expect(Math.abs(moved - 90)).toBeLessThan(40);
});

test('meters without supply gasp and stay silent, others answer', () => {
  const meters = metersOf(world, rightRecords, 1, 1);
  const faults = [{ site: site('F0T0'), at: 0 }];
  const gasps = drawGasps({ meters, name: 'g' }, faults, chanceFor('gasps'));
  expect(gasps.length).toBeGreaterThan(30);
  expect(gasps.every(({ point }) => point >= site('F0T0').from && point < site('F0T0').to)).toBe(true);
  const asked = { world, meters, name: 'g', faults };
  const answers = (point: number) =>
    Array.from({ length: 200 }, (_, i) => ping(asked, point, 1, chanceFor('ping', point, i))?.kind);
  expect(new Set(answers(site('F0T0').from))).toEqual(new Set(['noResponse']));
  const on = answers(site('F0T1').from).filter((kind) => kind === 'powerOn').length;
  expect(on).toBeGreaterThan(185);
});

test('faults drawn apart do not touch, and only the outermost can be seen', () => {
  const faults = drawApart(world, { feeder: site('CB'), count: 2, within: 10 }, chanceFor('apart'));
  expect(faults).toHaveLength(2);
  expect(outermost(faults, 10)).toHaveLength(2);
  const nested = [
    { site: site('F0T0'), at: 1 },
    { site: site('F0'), at: 5 },
  ];
  expect(outermost(nested, 4).map((fault) => fault.site.id)).toEqual(['F0T0']);
  expect(outermost(nested, 6).map((fault) => fault.site.id)).toEqual(['F0']);
});
