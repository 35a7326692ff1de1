import { expect, test } from 'vitest';
import { buildNetwork } from './build.ts';
import { PHASES } from './model.ts';
import { ABC, phasesByNode, phasesOfSection } from './phases.ts';
import type { EdgeFeature, NodeFeature } from './testing/features.ts';
import { columnsOf } from './testing/features.ts';

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

test('a section has the phases of any of its parts', () => {
  const model = network();
  const sectionOf = (id: string) =>
    Array.from({ length: model.sections.count }, (_, section) => section).find((section) =>
      model.nodes.ids.slice(model.sections.nodeStart[section], model.sections.nodeStart[section + 1]).includes(id),
    ) as number;
  expect(phasesOfSection(model, sectionOf('tap'))).toBe(ABC);
  expect(phasesOfSection(model, sectionOf('house'))).toBe(PHASES.A);
});

test('two ways to a node bring the phases of both', () => {
  const columns = columnsOf([
    node('source', 'EnergySource'),
    node('bus'),
    node('far'),
    ...['A', 'B', 'C'].map((phase) => edge(`fuse${phase}`, 'source', 'bus', 'Fuse')),
    edge('line', 'bus', 'far', 'ACLineSegment'),
  ]);
  const phases = Uint8Array.from(columns.edges.ids, (id) => ({ fuseA: 1, fuseB: 2, fuseC: 4 })[id] ?? ABC);
  const model = buildNetwork({ ...columns, edges: { ...columns.edges, phases } });
  expect(phasesByNode(model)[model.nodes.ids.indexOf('far')]).toBe(ABC);
});
