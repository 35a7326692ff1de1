import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from '../build.ts';
import type { Dark } from '../facts.ts';
import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { PHASES, sectionOfNode } from '../model.ts';
import { networkFacts } from '../network-facts.ts';
import type { Overlay } from '../overlay.ts';
import { NORMAL } from '../overlay.ts';
import { ABC, phasesByNode, phasesUnder } from '../phases.ts';
import { hasSection } from '../ranges.ts';
import type { Chance } from '../seeded.ts';
import { seeded } from '../seeded.ts';
import type { EdgeFeature, NetworkFeature } from '../testing/features.ts';
import { columnsOf } from '../testing/features.ts';
import { randomFeatures } from '../testing/random-network.ts';
import { overlayWalk } from '../testing/random-overlay.ts';
import { supplyByNodes } from '../testing/supply-by-nodes.ts';
import { traceDown } from './trace-down.ts';

const { A, B, C, s1, s2 } = PHASES;

/** A network in which edges have these phases, and all others three. */
const phased = (features: readonly NetworkFeature[], phasesOf: (id: string) => number | undefined): NetworkModel => {
  const columns = columnsOf(features);
  const phases = Uint8Array.from(columns.edges.ids, (id) => phasesOf(id) ?? ABC);
  return buildNetwork({ ...columns, edges: { ...columns.edges, phases } });
};

const source = (id: string): NetworkFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [120, 30] },
  properties: { id, class: 'EnergySource' },
});
const point = (id: string, customers: number): NetworkFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [120, 30] },
  properties: { id, class: 'EnergyConsumer', customers, ...(id === 'school' ? { importance: 'second' } : {}) },
});
const joint = (id: string): NetworkFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [120, 30] },
  properties: { id, class: 'ConnectivityNode' },
});
const edge = (
  id: string,
  edgeClass: EdgeFeature['properties']['class'],
  from: string,
  to: string,
  normalOpen = false,
): NetworkFeature => ({
  type: 'Feature',
  geometry: null,
  properties: { id, class: edgeClass, from, to, normalOpen },
});

const customersOut = (model: NetworkModel, { ranges, lit }: Dark): number =>
  networkFacts(model).extentOf(ranges).customers - lit.reduce((sum, one) => sum + one.customers, 0);
const outWith = (model: NetworkModel, overlay: Partial<Overlay>): number =>
  customersOut(model, networkFacts(model).darkUnder({ ...NORMAL, ...overlay }));

/** Three single-phase fuses side by side; behind them houses on A (5) and B (7), a school on all three (3), nobody on C alone. */
const street = phased(
  [
    source('source'),
    joint('bus'),
    ...['A', 'B', 'C'].map((phase) => edge(`fuse${phase}`, 'Fuse', 'source', 'bus')),
    point('houseA', 5),
    point('houseB', 7),
    point('school', 3),
    edge('dropA', 'ACLineSegment', 'bus', 'houseA'),
    edge('dropB', 'ACLineSegment', 'bus', 'houseB'),
    edge('dropABC', 'ACLineSegment', 'bus', 'school'),
  ],
  (id) => ({ fuseA: A, fuseB: B, fuseC: C, dropA: A, dropB: B })[id],
);

test('one of three single-phase fuses puts out whoever is on its phase, and who needs all three', () => {
  expect(outWith(street, { opened: ['fuseA'] })).toBe(5 + 3);
  expect(outWith(street, { opened: ['fuseB'] })).toBe(7 + 3);
  expect(outWith(street, { opened: ['fuseC'] })).toBe(3);
  expect(outWith(street, { opened: ['fuseA', 'fuseC'] })).toBe(5 + 3);
  expect(outWith(street, { opened: ['fuseA', 'fuseB', 'fuseC'] })).toBe(15);
  expect(outWith(street, {})).toBe(0);
});

test('the extent below a single-phase fuse names who loses its phase, before and after another is out', () => {
  const facts = networkFacts(street);
  expect(facts.below('fuseA')).toMatchObject({ customers: 8, important: [{ servicePoint: 'school' }] });
  expect(facts.below('fuseB')).toMatchObject({ customers: 10 });
  expect(facts.belowUnder({ ...NORMAL, opened: ['fuseA'] }, 'fuseB')).toMatchObject({ customers: 7, important: [] });
  expect(traceDown(street, NORMAL, 'fuseA')?.ranges).toEqual(facts.below('fuseA')?.ranges);
});

test('a part of a street under voltage is told of, whoever has supply in it', () => {
  const { ranges, lit } = networkFacts(street).darkUnder({ ...NORMAL, opened: ['fuseC'] });
  expect(lit).toMatchObject([{ customers: 12, important: [] }]);
  expect(hasSection(ranges, lit[0]?.section as number)).toBe(true);
});

/**
 * A three-phase trunk in two halves, each with three single-phase disconnectors; from the second a fused lateral of phase B with a service of
 * s1 and s2 behind its transformer, and another of phase A. A tie of phase B alone leads to a neighbouring source.
 */
const feeder = phased(
  [
    source('source'),
    source('neighbour'),
    ...['near', 'far', 'lateralB', 'lowB', 'lateralA'].map(joint),
    ...['A', 'B', 'C'].map((phase) => edge(`first${phase}`, 'Disconnector', 'source', 'near')),
    ...['A', 'B', 'C'].map((phase) => edge(`second${phase}`, 'Disconnector', 'near', 'far')),
    point('nearAll', 11),
    point('farAll', 13),
    point('onB', 17),
    point('onA', 19),
    edge('nearDrop', 'ACLineSegment', 'near', 'nearAll'),
    edge('farDrop', 'ACLineSegment', 'far', 'farAll'),
    edge('fuseB', 'Fuse', 'far', 'lateralB'),
    edge('transformerB', 'PowerTransformer', 'lateralB', 'lowB'),
    edge('service', 'ACLineSegment', 'lowB', 'onB'),
    edge('fuseA', 'Fuse', 'far', 'lateralA'),
    edge('dropA', 'ACLineSegment', 'lateralA', 'onA'),
    edge('tieB', 'LoadBreakSwitch', 'neighbour', 'lateralB', true),
  ],
  (id) =>
    ({
      ...{ firstA: A, firstB: B, firstC: C, secondA: A, secondB: B, secondC: C },
      ...{ fuseB: B, transformerB: B, service: s1 | s2, fuseA: A, dropA: A, tieB: B },
    })[id],
);

test('a phase open upstream puts out what hangs on it alone and what needs all three, and nobody on another phase', () => {
  expect(outWith(feeder, { opened: ['firstB'] })).toBe(11 + 13 + 17);
  expect(outWith(feeder, { opened: ['secondB'] })).toBe(13 + 17);
  expect(outWith(feeder, { opened: ['secondA'] })).toBe(13 + 19);
  expect(outWith(feeder, { opened: ['secondC'] })).toBe(13);
  expect(outWith(feeder, { opened: ['fuseB'] })).toBe(17);
  expect(networkFacts(feeder).below('firstB')?.customers).toBe(11 + 13 + 17);
});

test('a tie of one phase brings back who needs that phase and nobody else', () => {
  const opened = ['secondA', 'secondB', 'secondC'];
  expect(outWith(feeder, { opened })).toBe(13 + 17 + 19);
  expect(outWith(feeder, { opened, closed: ['tieB'] })).toBe(13 + 19);
  expect(outWith(feeder, { opened: ['secondB'], closed: ['tieB'] })).toBe(0);
});

test('a generator brings all phases, at a service point to that alone', () => {
  expect(outWith(feeder, { opened: ['secondB'], generators: ['farAll'] })).toBe(17);
  expect(outWith(street, { opened: ['fuseC'], generators: ['school'] })).toBe(0);
});

/** Any network whose edges carry any phases. */
const randomlyPhased = (seed: number, nodes: number, extra: number, chance: Chance): NetworkModel => {
  const choices = [ABC, ABC, ABC, A, B, C, A | B, B | C, 0, s1 | s2];
  return phased(randomFeatures(seed, nodes, extra), () => chance.pick(choices));
};

/** Who is out, from phases traced node by node. */
const outByNodes = (model: NetworkModel, overlay: Overlay): ReadonlySet<string> => {
  const live = supplyByNodes(model, overlay);
  const reached = phasesUnder(model, overlay);
  const out = new Set<string>();
  model.nodes.ids.forEach((id, node) => {
    if (NODE_CLASSES[model.nodes.class[node] as number] !== 'EnergyConsumer') return;
    if (sectionOfNode(model, node) >= model.sections.supplied || overlay.generators.includes(id)) return;
    const needed = phasesByNode(model)[node] as number;
    if (live[node] === 0 || ((reached[node] as number) & needed) !== needed) out.add(id);
  });
  return out;
};

const walks = fc.record({ seed: fc.nat(1e6), nodes: fc.integer({ min: 2, max: 60 }), extra: fc.nat(20) });

test('step by step through any switching, who is out equals a trace of every node and phase from scratch', () => {
  const met = { beside: 0, out: 0 };
  fc.assert(
    fc.property(walks, ({ seed, nodes, extra }) => {
      const model = randomlyPhased(seed, nodes, extra, seeded(seed + 1));
      const facts = networkFacts(model);
      const customers = (ids: ReadonlySet<string>) =>
        model.nodes.ids.reduce(
          (sum, id, node) => (ids.has(id) ? sum + (model.nodes.customers[node] as number) : sum),
          0,
        );
      for (const overlay of overlayWalk(model, seeded(seed), 20)) {
        const dark = facts.darkUnder(overlay);
        const expected = outByNodes(model, overlay);
        expect(customersOut(model, dark)).toBe(customers(expected));
        const live = supplyByNodes(model, overlay);
        model.nodes.ids.forEach((id, node) => {
          const section = sectionOfNode(model, node);
          if (expected.has(id)) expect(hasSection(dark.ranges, section)).toBe(true);
          // Whoever works in a section that is called dark has to know of any voltage in it.
          if (live[node] === 1 && hasSection(dark.ranges, section))
            expect(dark.lit.some((one) => one.section === section)).toBe(true);
          if (expected.has(id) && live[node] === 1) met.beside++;
        });
        if (expected.size > 0) met.out++;
      }
      expect(facts.darkUnder(NORMAL)).toEqual({ ranges: [], lit: [] });
    }),
    { numRuns: 200, seed: 21 },
  );
  for (const count of Object.values(met)) expect(count).toBeGreaterThan(500);
});

test('what one more open element takes down is what gets dark, customer by customer, whatever phases there are', () => {
  let losing = 0;
  fc.assert(
    fc.property(walks, ({ seed, nodes, extra }) => {
      const chance = seeded(seed + 1);
      const model = randomlyPhased(seed, nodes, extra, chance);
      const facts = networkFacts(model);
      if (model.edges.ids.length === 0) return;
      for (const overlay of overlayWalk(model, seeded(seed), 8)) {
        const id = chance.pick(model.edges.ids);
        const kind = facts.element(id)?.kind === 'device' ? 'opened' : 'isolated';
        const more = {
          ...overlay,
          [kind]: [...overlay[kind], id],
          closed: overlay.closed.filter((one) => kind === 'isolated' || one !== id),
        };
        const lost = customersOut(model, facts.darkUnder(more)) - customersOut(model, facts.darkUnder(overlay));
        expect(facts.belowUnder(overlay, id)?.customers).toBe(lost);
        expect(facts.belowUnder(NORMAL, id)).toEqual(facts.below(id));
        if (lost > 0) losing++;
      }
    }),
    { numRuns: 100, seed: 22 },
  );
  expect(losing).toBeGreaterThan(100);
});

test('where every edge carries all phases no phase is followed', () => {
  const model = phased(randomFeatures(7, 40, 8), () => undefined);
  const facts = networkFacts(model);
  for (const overlay of overlayWalk(model, seeded(7), 10))
    expect(customersOut(model, facts.darkUnder(overlay))).toBe(
      [...outByNodes(model, overlay)].reduce(
        (sum, id) => sum + (model.nodes.customers[model.nodes.ids.indexOf(id)] as number),
        0,
      ),
    );
});
