import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from './build.ts';
import type { NetworkModel } from './model.ts';
import { sectionFedBy, sectionOfEdge, sectionOfNode, sectionsBelow } from './model.ts';
import { countSections } from './ranges.ts';
import { columnsOf } from './testing/features.ts';
import { cityFeatures, SMALL_CITY } from './testing/generate-city.ts';
import { randomFeatures } from './testing/random-network.ts';
import { NORMAL_STATE, sectionsLost, traceSupply } from './trace.ts';

const anyNetwork = fc
  .record({ seed: fc.nat(1e6), nodes: fc.integer({ min: 1, max: 120 }), extra: fc.nat(25) })
  .map(({ seed, nodes, extra }) => buildNetwork(columnsOf(randomFeatures(seed, nodes, extra))));

test('what a device takes down equals a trace from all sources with that device open, in any network', () => {
  let losing = 0;
  let held = 0;
  fc.assert(
    fc.property(anyNetwork, (model) => {
      for (let edge = 0; edge < model.edges.ids.length; edge++) {
        const below = sectionsBelow(model, edge);
        const isConductor = sectionFedBy(model, edge) < 0 && below.length === 0;
        const lost =
          isConductor && !isSwitchable(model, edge)
            ? []
            : sectionsLost(model, { opened: new Set([edge]), closed: new Set() });
        expect(below).toEqual(lost);
        expect(below.length).toBeLessThanOrEqual(2);
        if (below.length > 0) losing++;
        else held++;
      }
    }),
    { numRuns: 300, seed: 20261123 },
  );
  expect(losing).toBeGreaterThan(1000);
  expect(held).toBeGreaterThan(1000);
});

const isSwitchable = (model: NetworkModel, edge: number) => model.sections.devices.includes(edge);

test('sections with supply come first, and nodes and edges are sorted by section', () => {
  fc.assert(
    fc.property(anyNetwork, (model) => {
      const supplied = traceSupply(model, NORMAL_STATE);
      expect(supplied).toEqual(supplied.map((_, section) => (section < model.sections.supplied ? 1 : 0)));
      for (let node = 1; node < model.nodes.ids.length; node++)
        expect(sectionOfNode(model, node)).toBeGreaterThanOrEqual(sectionOfNode(model, node - 1));
      for (let edge = 0; edge < model.edges.ids.length; edge++) {
        const ends = [model.edges.from[edge], model.edges.to[edge]].map((node) => sectionOfNode(model, node as number));
        expect(ends).toContain(sectionOfEdge(model, edge));
      }
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('the same file always gives the same section numbers', () => {
  const build = () => buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
  expect(build()).toEqual(build());
});

test('everything behind one fuse of a radial city is one range with exactly its nodes', () => {
  const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
  const fuse = model.edges.ids.indexOf('F0-1.l3.fuse');
  const below = sectionsBelow(model, fuse);
  expect(below).toHaveLength(2);
  expect(countSections(below)).toBe(1 + SMALL_CITY.transformersPerLateral);
  const [from = 0, to = 0] = below;
  const nodes = model.nodes.ids.slice(model.sections.nodeStart[from], model.sections.nodeStart[to]);
  expect(nodes.every((id) => id.startsWith('F0-1.l3.'))).toBe(true);
  expect(nodes).toHaveLength(1 + SMALL_CITY.transformersPerLateral * (2 + SMALL_CITY.pointsPerTransformer));
});

test('a closed tie between two feeders means that neither breaker alone takes them down', () => {
  const radial = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
  const meshed = buildNetwork(columnsOf(cityFeatures({ ...SMALL_CITY, closedTies: 1 })));
  const belowBreaker = (model: NetworkModel) => sectionsBelow(model, model.edges.ids.indexOf('F0-0.cb'));
  expect(belowBreaker(radial)).toHaveLength(2);
  expect(belowBreaker(meshed)).toEqual([]);
});
