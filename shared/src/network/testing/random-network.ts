import type { EdgeClass } from '../facts.ts';
import { seeded } from '../seeded.ts';
import type { NetworkFeature } from './features.ts';

const CLASSES: readonly EdgeClass[] = [
  'ACLineSegment',
  'ACLineSegment',
  'Fuse',
  'Breaker',
  'LoadBreakSwitch',
  'PowerTransformer',
  'Jumper',
];

/**
 * Any small network that a file could hold: several sources, loops, parallel edges, open points, islands, edges from a node to itself.
 * Nothing about it is tidy; it exists to find wrong answers.
 */
export const randomFeatures = (seed: number, nodeCount: number, extraEdges: number): NetworkFeature[] => {
  const chance = seeded(seed);
  const features: NetworkFeature[] = [];
  for (let n = 0; n < nodeCount; n++) {
    const nodeClass =
      n === 0 || chance.unit() < 0.06 ? 'EnergySource' : chance.pick(['ConnectivityNode', 'EnergyConsumer'] as const);
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [10 + chance.unit() * 0.05, 50 + chance.unit() * 0.05] },
      properties: {
        id: `n${n}`,
        class: nodeClass,
        ...(nodeClass === 'EnergyConsumer' ? { customers: chance.whole(0, 9) } : {}),
      },
    });
  }
  const join = (from: number, to: number, id: string) => {
    features.push({
      type: 'Feature',
      geometry: null,
      properties: { id, class: chance.pick(CLASSES), from: `n${from}`, to: `n${to}`, normalOpen: chance.unit() < 0.15 },
    });
  };
  for (let n = 1; n < nodeCount; n++)
    if (chance.unit() < 0.92) join(chance.whole(Math.max(0, n - 8), n - 1), n, `e${n}`);
  for (let x = 0; x < extraEdges; x++) join(chance.whole(0, nodeCount - 1), chance.whole(0, nodeCount - 1), `x${x}`);
  return features;
};
