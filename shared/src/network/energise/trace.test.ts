import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from '../build.ts';
import { networkFacts } from '../network-facts.ts';
import { NORMAL } from '../overlay.ts';
import { seeded } from '../seeded.ts';
import { columnsOf } from '../testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../testing/generate-city.ts';
import { randomFeatures } from '../testing/random-network.ts';
import { overlayWalk } from '../testing/random-overlay.ts';
import { supplyByNodes } from '../testing/supply-by-nodes.ts';
import { traceDown } from './trace-down.ts';
import { traceUp } from './trace-up.ts';

const city = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
const point = 'F0-1.l6.p2.3';

test('a trace up names the devices to the source, nearest first, without the element itself', () => {
  const devices = ['F0-1.l6.tr2', 'F0-1.l6.fuse', 'F0-1.sw5', 'F0-1.rc', 'F0-1.sw1', 'F0-1.cb'];
  expect(traceUp(city, NORMAL, point)).toEqual({ source: 'sub0', devices });
  expect(traceUp(city, NORMAL, 'F0-1.l6.fuse')?.devices).toEqual(devices.slice(2));
  expect(traceUp(city, NORMAL, 'sub0')).toEqual({ source: 'sub0', devices: [] });
  expect(traceUp(city, NORMAL, 'no-such-element')).toBeUndefined();
});

test('after a transfer over a tie the trace up goes the other way', () => {
  const overlay = { ...NORMAL, opened: ['F0-1.rc'], closed: ['F0-1.tie'] };
  const { source, devices } = traceUp(city, overlay, point) ?? { devices: [] };
  expect(source).toBe('sub0');
  expect(devices.slice(0, 4)).toEqual(['F0-1.l6.tr2', 'F0-1.l6.fuse', 'F0-1.tie', 'F0-0.sw5']);
  expect(devices.at(-1)).toBe('F0-0.cb');
});

test('without supply there is no way to a source, and behind a generator it ends there', () => {
  const opened = { ...NORMAL, opened: ['F0-1.l6.fuse'] };
  expect(traceUp(city, opened, point)).toEqual({ source: null, devices: [] });
  const { source, devices } = traceUp(city, { ...opened, generators: ['F0-1.l6.fuse'] }, point) ?? {};
  expect([source, devices]).toEqual(['F0-1.l6.0', ['F0-1.l6.tr2']]);
});

test('beside a cut only the side away from the source has no way', () => {
  const overlay = { ...NORMAL, cuts: ['F0-1.l6.line1'] };
  expect(traceUp(city, overlay, 'F0-1.l6.p0.0')?.source).toBe('sub0');
  expect(traceUp(city, overlay, 'F0-1.l6.p1.0')?.source).toBeNull();
});

test('a trace down lists the sections and protective devices fed through an element, as switched', () => {
  const transformers = Array.from({ length: SMALL_CITY.transformersPerLateral }, (_, t) => `F0-1.l6.tr${t}`);
  const fuse = traceDown(city, NORMAL, 'F0-1.l6.fuse');
  expect(fuse?.devices.toSorted()).toEqual(transformers);
  expect(fuse?.ranges).toEqual(networkFacts(city).below('F0-1.l6.fuse')?.ranges);
  const transferred = { ...NORMAL, opened: ['F0-1.rc'], closed: ['F0-1.tie'] };
  const other = traceDown(city, transferred, 'F0-0.cb')?.devices ?? [];
  expect(other).toContain('F0-1.l6.fuse');
  expect(other).not.toContain('F0-1.l1.fuse');
  expect(traceDown(city, transferred, 'F0-1.cb')?.devices).not.toContain('F0-1.l6.fuse');
  expect(traceDown(city, NORMAL, point)).toBeUndefined();
});

test('in any network a node has a way to a source exactly when it has supply, over closed devices', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 2, max: 60 }), (seed, nodes) => {
      const model = buildNetwork(columnsOf(randomFeatures(seed, nodes, 8)));
      for (const overlay of overlayWalk(model, seeded(seed), 6)) {
        const live = supplyByNodes(model, overlay);
        model.nodes.ids.forEach((id, node) => {
          const path = traceUp(model, overlay, id);
          expect(path?.source !== null).toBe(live[node] === 1);
          for (const device of path?.devices ?? []) expect(overlay.opened).not.toContain(device);
        });
      }
    }),
    { numRuns: 60, seed: 11 },
  );
});
