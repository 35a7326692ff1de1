import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from '../build.ts';
import type { Dark } from '../facts.ts';
import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { sectionOfNode } from '../model.ts';
import { networkFacts } from '../network-facts.ts';
import type { Overlay } from '../overlay.ts';
import { NORMAL } from '../overlay.ts';
import { hasSection } from '../ranges.ts';
import { seeded } from '../seeded.ts';
import { columnsOf } from '../testing/features.ts';
import { randomFeatures } from '../testing/random-network.ts';
import { overlayWalk } from '../testing/random-overlay.ts';
import { supplyByNodes } from '../testing/supply-by-nodes.ts';

const walks = fc.record({ seed: fc.nat(1e6), nodes: fc.integer({ min: 2, max: 90 }), extra: fc.nat(20) });
const networkOf = ({ seed, nodes, extra }: { seed: number; nodes: number; extra: number }) =>
  buildNetwork(columnsOf(randomFeatures(seed, nodes, extra)));

/** What the nodes without supply make of each section. */
const darkByNodes = (model: NetworkModel, overlay: Overlay) => {
  const live = supplyByNodes(model, overlay);
  const ranges: number[] = [];
  const lit = new Map<number, number>();
  for (let section = 0; section < model.sections.supplied; section++) {
    const nodes = model.nodes.ids.map((_, node) => node).filter((node) => sectionOfNode(model, node) === section);
    if (nodes.every((node) => live[node] === 1)) continue;
    if (ranges.at(-1) === section) ranges[ranges.length - 1] = section + 1;
    else ranges.push(section, section + 1);
    // A part with supply is told of, also where nobody is in it.
    if (nodes.some((node) => live[node] === 1)) lit.set(section, 0);
    for (const node of nodes) {
      const consumer = NODE_CLASSES[model.nodes.class[node] as number] === 'EnergyConsumer';
      if (!consumer || !(live[node] === 1 || overlay.generators.includes(model.nodes.ids[node] as string))) continue;
      lit.set(section, (lit.get(section) ?? 0) + (model.nodes.customers[node] as number));
    }
  }
  return { ranges, lit: [...lit] };
};

const short = ({ ranges, lit }: Dark) => ({ ranges, lit: lit.map(({ section, customers }) => [section, customers]) });

test('step by step through any switching, what is dark equals a trace of every node from scratch', () => {
  const met = { dark: 0, parted: 0, backfed: 0 };
  fc.assert(
    fc.property(walks, (walk) => {
      const model = networkOf(walk);
      const facts = networkFacts(model);
      for (const overlay of overlayWalk(model, seeded(walk.seed), 25)) {
        const dark = facts.darkUnder(overlay);
        expect(short(dark)).toEqual(darkByNodes(model, overlay));
        if (dark.ranges.length > 0) met.dark++;
        if (dark.lit.length > 0) met.parted++;
        if (overlay.closed.length > 0) met.backfed++;
      }
      expect(facts.darkUnder(NORMAL)).toEqual({ ranges: [], lit: [] });
    }),
    { numRuns: 250, seed: 7 },
  );
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(500);
});

test('the way to a switching state does not change its answer', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const model = networkOf(walk);
      const facts = networkFacts(model);
      const overlays = [...overlayWalk(model, seeded(walk.seed), 12)];
      const there = overlays.map((overlay) => facts.darkUnder(overlay));
      const back = [...overlays].reverse().map((overlay) => facts.darkUnder({ ...overlay }));
      expect(back.reverse()).toEqual(there);
    }),
    { numRuns: 60, seed: 8 },
  );
});

test('customers with and without supply add up, and nobody is counted below zero', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const model = networkOf(walk);
      const facts = networkFacts(model);
      const all = facts.extentOf([0, model.sections.supplied]).customers;
      for (const overlay of overlayWalk(model, seeded(walk.seed), 10)) {
        const { ranges, lit } = facts.darkUnder(overlay);
        for (const one of lit) {
          expect(hasSection(ranges, one.section)).toBe(true);
          expect(one.customers).toBeLessThanOrEqual(facts.extentOf([one.section, one.section + 1]).customers);
        }
        const out = facts.extentOf(ranges).customers - lit.reduce((sum, one) => sum + one.customers, 0);
        const live = supplyByNodes(model, overlay);
        let supplied = 0;
        model.nodes.ids.forEach((id, node) => {
          if (sectionOfNode(model, node) >= model.sections.supplied) return;
          if (live[node] === 1 || overlay.generators.includes(id)) supplied += model.nodes.customers[node] as number;
        });
        expect(out).toBeGreaterThanOrEqual(0);
        expect(out + supplied).toBe(all);
      }
    }),
    { numRuns: 80, seed: 9 },
  );
});

test('what one more open device takes down is what gets dark, customer by customer', () => {
  let losing = 0;
  fc.assert(
    fc.property(walks, (walk) => {
      const model = networkOf(walk);
      const facts = networkFacts(model);
      const chance = seeded(walk.seed + 1);
      const countOut = ({ ranges, lit }: Dark) =>
        facts.extentOf(ranges).customers - lit.reduce((sum, one) => sum + one.customers, 0);
      for (const overlay of overlayWalk(model, seeded(walk.seed), 8)) {
        const before = countOut(facts.darkUnder(overlay));
        if (model.edges.ids.length === 0) continue;
        const id = chance.pick(model.edges.ids);
        const element = facts.element(id);
        const out = (kind: 'opened' | 'isolated') => [...overlay[kind], id];
        const more =
          element?.kind === 'device'
            ? { ...overlay, opened: out('opened'), closed: overlay.closed.filter((one) => one !== id) }
            : { ...overlay, isolated: out('isolated') };
        const after = countOut(facts.darkUnder(more));
        const extent = facts.belowUnder(overlay, id);
        expect(extent?.customers).toBe(after - before);
        if (after > before) losing++;
        expect(facts.belowUnder(NORMAL, id)).toEqual(facts.below(id));
      }
      expect(facts.belowUnder(NORMAL, 'n0')).toBeUndefined();
    }),
    { numRuns: 120, seed: 10 },
  );
  expect(losing).toBeGreaterThan(100);
});
