import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from './build.ts';
import { NODE_CLASSES } from './facts.ts';
import { PHASES } from './model.ts';
import { NORMAL } from './overlay.ts';
import { ABC, phasesByNode, phasesUnder } from './phases.ts';
import { seeded } from './seeded.ts';
import type { EdgeFeature, NodeFeature } from './testing/features.ts';
import { columnsOf } from './testing/features.ts';
import { randomFeatures } from './testing/random-network.ts';
import { overlayWalk } from './testing/random-overlay.ts';
import { supplyByNodes } from './testing/supply-by-nodes.ts';

const node = (id: string, nodeClass: NodeFeature['properties']['class'] = 'ConnectivityNode'): NodeFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [120, 30] },
  properties: { id, class: nodeClass },
});
const edge = (id: string, from: string, to: string, edgeClass: EdgeFeature['properties']['class']): EdgeFeature => ({
  type: 'Feature',
  geometry: null,
  properties: { id, class: edgeClass, from, to },
});

/** A three-phase trunk; a fused lateral of phase A with a service of s1 and s2 behind its transformer; a tap of phase B on the trunk. */
const network = () => {
  const columns = columnsOf([
    node('source', 'EnergySource'),
    ...['trunk', 'end', 'lateral', 'tap', 'low', 'house', 'island'].map((id) => node(id)),
    edge('breaker', 'source', 'trunk', 'Breaker'),
    edge('line', 'trunk', 'end', 'ACLineSegment'),
    edge('fuse', 'trunk', 'lateral', 'Fuse'),
    edge('tapB', 'end', 'tap', 'ACLineSegment'),
    edge('transformer', 'lateral', 'low', 'PowerTransformer'),
    edge('service', 'low', 'house', 'ACLineSegment'),
  ]);
  const bits: Readonly<Record<string, number>> = {
    fuse: PHASES.A,
    tapB: PHASES.B | PHASES.N,
    transformer: PHASES.A,
    service: PHASES.s1 | PHASES.s2 | PHASES.N,
  };
  const phases = Uint8Array.from(columns.edges.ids, (id) => bits[id] ?? ABC);
  return buildNetwork({ ...columns, edges: { ...columns.edges, phases } });
};

test('a phase reaches a node when every edge on the way has it', () => {
  const model = network();
  const reached = (id: string) => phasesByNode(model)[model.nodes.ids.indexOf(id)];
  expect(['trunk', 'end', 'lateral', 'low', 'house', 'tap', 'island'].map(reached)).toEqual([
    ABC,
    ABC,
    PHASES.A,
    PHASES.A,
    PHASES.A,
    PHASES.B,
    0,
  ]);
});

test('the halves of a secondary, named like phases, have the phase of their transformer', () => {
  const columns = columnsOf([
    node('source', 'EnergySource'),
    ...['lateral', 'low', 'far'].map((id) => node(id)),
    edge('fuse', 'source', 'lateral', 'Fuse'),
    edge('transformer', 'lateral', 'low', 'PowerTransformer'),
    edge('service', 'low', 'far', 'ACLineSegment'),
  ]);
  const bits: Readonly<Record<string, number>> = {
    fuse: PHASES.C,
    transformer: PHASES.C,
    service: PHASES.A | PHASES.B,
  };
  const phases = Uint8Array.from(columns.edges.ids, (id) => bits[id] ?? ABC);
  const model = buildNetwork({ ...columns, edges: { ...columns.edges, phases } });
  expect(phasesByNode(model)[model.nodes.ids.indexOf('far')]).toBe(PHASES.C);
  expect(phasesUnder(model, { ...NORMAL, opened: ['fuse'] })[model.nodes.ids.indexOf('far')]).toBe(0);
});

/** Three single-phase fuses side by side, a three-phase line behind them, and a house on phase A of it. */
const threeFuses = () => {
  const columns = columnsOf([
    node('source', 'EnergySource'),
    node('bus'),
    node('far'),
    node('house'),
    ...['A', 'B', 'C'].map((phase) => edge(`fuse${phase}`, 'source', 'bus', 'Fuse')),
    edge('line', 'bus', 'far', 'ACLineSegment'),
    edge('drop', 'far', 'house', 'ACLineSegment'),
  ]);
  const bits: Readonly<Record<string, number>> = { fuseA: PHASES.A, fuseB: PHASES.B, fuseC: PHASES.C, drop: PHASES.A };
  const phases = Uint8Array.from(columns.edges.ids, (id) => bits[id] ?? ABC);
  return buildNetwork({ ...columns, edges: { ...columns.edges, phases } });
};

test('two ways to a node bring the phases of both', () => {
  const model = threeFuses();
  expect(phasesByNode(model)[model.nodes.ids.indexOf('far')]).toBe(ABC);
});

test('one of three single-phase fuses open leaves two phases, and nothing where only its own was', () => {
  const model = threeFuses();
  const reached = phasesUnder(model, { ...NORMAL, opened: ['fuseA'] });
  expect(reached[model.nodes.ids.indexOf('far')]).toBe(PHASES.B | PHASES.C);
  expect(reached[model.nodes.ids.indexOf('house')]).toBe(0);
});

test('where every edge has three phases, a phase reaches exactly what has supply, however it is switched', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 2, max: 60 }), (seed, nodes) => {
      const model = buildNetwork(columnsOf(randomFeatures(seed, nodes, 8)));
      for (const overlay of overlayWalk(model, seeded(seed), 6)) {
        const live = supplyByNodes(model, overlay);
        const own = new Set(overlay.generators);
        const reached = Array.from(phasesUnder(model, overlay), (bits, node) => {
          const isPoint = NODE_CLASSES[model.nodes.class[node] as number] === 'EnergyConsumer';
          return isPoint && own.has(model.nodes.ids[node] as string) ? live[node] : bits === ABC ? 1 : bits;
        });
        expect(reached).toEqual([...live]);
      }
    }),
    { numRuns: 60, seed: 12 },
  );
});
