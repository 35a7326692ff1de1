import { buildNetwork } from '@relight/shared/network/build';
import type { EdgeClass } from '@relight/shared/network/facts';
import { columnsOf, type NetworkFeature } from '@relight/shared/network/testing/features';
import { openNetwork } from '../networks/store.ts';

const LAT = 30;

/**
 * The feeder of the rules' tests as a real network: breaker B feeds recloser R and fuse F3; R feeds fuses F1 and F2. Each fuse has ten
 * transformers `F1-T0` … of five service points with 20 customers each, `F1-T0-0` …; `sp-1` is behind F1, `sp-2` behind F2, and a
 * hospital behind F1. B and R are telemetered. The normally open tie T joins what is behind F2 and F3.
 */
const features = (): NetworkFeature[] => {
  const all: NetworkFeature[] = [];
  const node = (id: string, lon: number, more: object = {}) =>
    all.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, LAT] },
      properties: { id, class: 'ConnectivityNode', ...more },
    });
  const edge = (id: string, edgeClass: EdgeClass, from: string, to: string, more: object = {}) =>
    all.push({
      type: 'Feature',
      geometry: null,
      properties: { id, class: edgeClass, from, to, feeder: 'FD', name: id, ...more },
    });

  node('source', 119.99, { class: 'EnergySource', substation: 'SS' });
  for (const id of ['bus', 'line', 'far']) node(id, 119.995);
  edge('B', 'Breaker', 'source', 'bus', { telemetered: true });
  edge('L', 'ACLineSegment', 'bus', 'line');
  edge('R', 'Recloser', 'line', 'far', { telemetered: true });
  const fuses = [
    { id: 'F1', from: 'far', lon: 120 },
    { id: 'F2', from: 'far', lon: 120.01 },
    { id: 'F3', from: 'line', lon: 120.02 },
  ];
  for (const { id: fuse, from, lon } of fuses) {
    node(`${fuse}-end`, lon);
    edge(fuse, 'Fuse', from, `${fuse}-end`);
    for (let t = 0; t < 10; t++) {
      const transformer = `${fuse}-T${t}`;
      node(`${transformer}-lv`, lon);
      edge(transformer, 'PowerTransformer', `${fuse}-end`, `${transformer}-lv`);
      for (let p = 0; p < 5; p++) {
        const id = NAMED[`${transformer}-${p}`] ?? `${transformer}-${p}`;
        const hospital = id === 'sp-hospital' ? { importance: 'first' } : {};
        node(id, lon + (t * 5 + p) * 0.0001, { class: 'EnergyConsumer', customers: 20, ...hospital });
        edge(`${id}-wire`, 'ACLineSegment', `${transformer}-lv`, id);
      }
    }
  }
  edge('T', 'LoadBreakSwitch', 'F2-end', 'F3-end', { normalOpen: true });
  return all;
};

const NAMED: Readonly<Record<string, string>> = { 'F1-T2-0': 'sp-1', 'F2-T0-0': 'sp-2', 'F1-T5-0': 'sp-hospital' };

export const testNetwork = openNetwork(buildNetwork(columnsOf(features(), 'test-1')));

/** Ids of the service points behind a fuse of the test network. */
export const pointsBehind = (fuse: 'F1' | 'F2' | 'F3'): readonly string[] =>
  Array.from({ length: 50 }, (_, i) => {
    const id = `${fuse}-T${Math.floor(i / 5)}-${i % 5}`;
    return NAMED[id] ?? id;
  });

/** It is always day in tests, whenever they run. */
export const atNoon = (): number => 12;
