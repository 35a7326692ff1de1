import { expect, test } from 'vitest';
import { clockOf } from './clock.ts';
import { rulesEngine } from './rules-engine.ts';
import { scorerWith } from './scorer-engine.ts';
import type { Signal } from './signals.ts';
import { singleFaults } from './single-faults.ts';
import { smallWorld } from './testing/small-world.ts';

const world = smallWorld([
  [12, 12, 12],
  [12, 12, 12],
]);
const callsFrom = (...ids: readonly string[]): readonly Signal[] =>
  ids.map((id, i) => ({ kind: 'call', id: `c${i}`, at: 1 + i / 2, point: world.pointOf(id), fault: 0 }));

test('the rules need two callers of a transformer, and show a single one as a service point', () => {
  const hearing = (signals: readonly Signal[]) => ({ world, signals, clock: clockOf(false) });
  const [one] = rulesEngine(hearing(callsFrom('F0T0p0'))).answersAt(5);
  expect(one).toMatchObject({ level: 'service', from: world.pointOf('F0T0p0') });
  const [two] = rulesEngine(hearing(callsFrom('F0T0p0', 'F0T0p5'))).answersAt(5);
  expect(two).toMatchObject({ level: 'device', kind: 'transformer', to: world.siteOf('F0T0')?.to });
});

test('the scorer hears the same calls, in the same minutes', () => {
  const signals = callsFrom('F0T0p0', 'F0T1p1', 'F0T2p2', 'F0T0p4');
  const engine = scorerWith()({ world, signals, clock: clockOf(false) }, 0.3);
  expect(engine.answersAt(0.5)).toEqual([]);
  const [answer] = engine.answersAt(6);
  const fuse = world.siteOf('F0');
  expect(answer).toMatchObject({ level: 'device', kind: 'fuse', from: fuse?.from, to: fuse?.to });
});

test('what was said before a restoration is settled for both', () => {
  const signals = callsFrom('F0T0p0', 'F0T0p1', 'F0T1p1', 'F1T1p2', 'F1T0p4');
  const site = world.siteOf('CB');
  if (!site) throw new Error('the breaker is missing');
  const hearing = { world, signals, clock: clockOf(false), restored: { site, confirmed: 5, at: 20 } };
  for (const engine of [rulesEngine(hearing), scorerWith()(hearing, 0.1)]) {
    engine.answersAt(6);
    expect(engine.answersAt(25)).toEqual([]);
  }
});

test('the same seed gives the same samples', () => {
  const plan = { feeders: [world], seed: 4, faults: 2, scorer: scorerWith(), shares: [0.3], minutes: [5, 10] };
  expect(singleFaults(plan)).toEqual(singleFaults(plan));
});
