import { expect, test } from 'vitest';
import { type CallLaw, calledBy, callLaw, delayDensity, MINUTES_A_YEAR } from './call-law.ts';
import { metersOf } from './meters.ts';
import { exactPosterior, type Truths } from './oracle.ts';
import { recordsOf } from './records.ts';
import type { Signal } from './signals.ts';
import { smallWorld } from './testing/small-world.ts';
import { SERVICE_RATE, type Site, type World } from './world.ts';

/** No factor by event and no wrong records: what is left can be written down on one line. */
const law: CallLaw = { ...callLaw(0.2, false), eventSpread: 0, wrongRecords: 0 };
const truthsOf = (world: World): Truths => ({ world, law, records: recordsOf(world, 0, 1) });
const call = (world: World, id: string, at: number): Signal => ({
  kind: 'call',
  id: `${id}@${at}`,
  at,
  point: world.pointOf(id),
  fault: 0,
});
const beliefIn = (beliefs: ReturnType<typeof exactPosterior>, id: string) =>
  beliefs.find(({ site }) => site.id === id)?.probability ?? 0;

/** The weight of one site by plain summation in steps of a hundredth of a minute: rate × ∫ Π p g / stray × (1 − p G)^silent. */
const weightBySteps = (
  { rate, customers }: Pick<Site, 'rate' | 'customers'>,
  times: readonly number[],
  now: number,
): number => {
  const first = Math.min(...times);
  let sum = 0;
  for (let delay = 0.005; delay < 400; delay += 0.01) {
    const start = first - delay;
    const callers = times.reduce(
      (product, at) => product * (1 + (law.share * delayDensity(law, at - start)) / law.strayRate),
      1,
    );
    sum += 0.01 * callers * (1 - law.share * calledBy(law, now - start)) ** (customers - times.length);
  }
  return (rate / MINUTES_A_YEAR) * sum;
};

test('two calls from two transformers: the same as adding up every beginning by hand', () => {
  const world = smallWorld([[3, 2], [4]]);
  const signals = [call(world, 'F0T0p0', 0), call(world, 'F0T1p1', 2)];
  const now = 6;
  const weights: Record<string, number> = {
    CB: weightBySteps(world.siteOf('CB') as Site, [0, 2], now),
    F0: weightBySteps(world.siteOf('F0') as Site, [0, 2], now),
    F0T0: weightBySteps(world.siteOf('F0T0') as Site, [0], now),
    F0T1: weightBySteps(world.siteOf('F0T1') as Site, [2], now),
    F0T0p0: weightBySteps({ rate: SERVICE_RATE, customers: 1 }, [0], now),
    F0T1p1: weightBySteps({ rate: SERVICE_RATE, customers: 1 }, [2], now),
  };
  const total = 1 + Object.values(weights).reduce((a, b) => a + b, 0);
  const beliefs = exactPosterior(truthsOf(world), signals, now);
  for (const [id, weight] of Object.entries(weights)) expect(beliefIn(beliefs, id)).toBeCloseTo(weight / total, 2);
  expect(beliefs[0]?.site.id).toBe('F0');
});

test('after a restoration the beginning is known, and the posterior is a line of arithmetic', () => {
  const world = smallWorld([[3, 2], [4]]);
  const truths = { ...truthsOf(world), closedAgain: 0 };
  const now = 5;
  const talk = (law.share * delayDensity(law, 2)) / law.strayRate;
  const silent = 1 - law.share * calledBy(law, now);
  const weights = {
    CB: 0.003 * (1 + talk) * silent ** 8,
    F0: 0.003 * (1 + talk) * silent ** 4,
    F0T0: 0.003 * (1 + talk) * silent ** 2,
    F0T0p1: 0.00015 * (1 + talk),
  };
  const total = 1 + weights.CB + weights.F0 + weights.F0T0 + weights.F0T0p1;
  const beliefs = exactPosterior(truths, [call(world, 'F0T0p1', 2)], now);
  for (const [id, weight] of Object.entries(weights)) expect(beliefIn(beliefs, id)).toBeCloseTo(weight / total, 6);
});

test('devices with the same customers are one belief, and nothing is believed without evidence', () => {
  const world = smallWorld([[4], [4]]);
  expect(exactPosterior(truthsOf(world), [], 10)).toEqual([]);
  const beliefs = exactPosterior(truthsOf(world), [call(world, 'F0T0p0', 0), call(world, 'F0T0p1', 1)], 5);
  expect(beliefs.filter(({ site }) => site.to - site.from === 4)).toHaveLength(1);
  expect(beliefs[0]?.site.customers).toBe(4);
});

test('silence speaks against a larger device, and calls from elsewhere for it', () => {
  const world = smallWorld([
    [20, 20],
    [20, 20],
  ]);
  const two = [call(world, 'F0T0p0', 0), call(world, 'F0T0p1', 1)];
  const soon = beliefIn(exactPosterior(truthsOf(world), two, 2), 'F0T0');
  const later = beliefIn(exactPosterior(truthsOf(world), two, 20), 'F0T0');
  expect(later).toBeGreaterThan(soon);
  const everywhere = [...two, call(world, 'F0T1p0', 1), call(world, 'F1T0p0', 2), call(world, 'F1T1p3', 2)];
  expect(exactPosterior(truthsOf(world), everywhere, 3)[0]?.site.id).toBe('CB');
});

test('a meter that answers clears what is above it, and last gasps name the device at once', () => {
  const world = smallWorld([
    [20, 20],
    [20, 20],
  ]);
  const records = recordsOf(world, 0, 1);
  const truths = { ...truthsOf(world), records, meters: metersOf(world, records, 1, 1) };
  const gasps = Array.from({ length: 18 }, (_, p): Signal => {
    const point = world.pointOf(`F1T0p${p}`);
    return { kind: 'lastGasp', id: `g${p}`, at: 0.3 + p / 100, point };
  });
  expect(beliefIn(exactPosterior(truths, gasps, 2), 'F1T0')).toBeGreaterThan(0.99);
  const on: Signal = { kind: 'powerOn', id: 'on', at: 1, point: world.pointOf('F0T1p5') };
  const calls = [call(world, 'F0T0p0', 0), call(world, 'F0T1p0', 0.5)];
  const unmetered = { ...truths, meters: metersOf(world, records, 0, 1) };
  const without = beliefIn(exactPosterior(unmetered, calls, 2), 'F0');
  expect(beliefIn(exactPosterior(unmetered, [...calls, on], 2), 'F0')).toBeLessThan(without / 20);
});

test('with telemetry an opening is certain, and a device that reports no opening is ruled out', () => {
  const world = smallWorld([[3, 2], [4]]);
  const truths = { ...truthsOf(world), telemetered: true };
  const calls = [call(world, 'F0T0p0', 0), call(world, 'F1T0p1', 1), call(world, 'F0T1p1', 1)];
  expect(beliefIn(exactPosterior(truths, calls, 3), 'CB')).toBe(0);
  const opened: Signal = { kind: 'opened', device: 'CB', at: 0 };
  expect(beliefIn(exactPosterior(truths, [opened, ...calls], 3), 'CB')).toBe(1);
});
