import { buildNetwork } from '../../build.ts';
import { isDeviceEdge } from '../../energise/switched.ts';
import { EDGE_CLASSES, IMPORTANCE_CLASSES } from '../../facts.ts';
import { sectionOfNode } from '../../model.ts';
import type { Overlay } from '../../overlay.ts';
import { NORMAL } from '../../overlay.ts';
import { seeded } from '../../seeded.ts';
import type { NetworkFeature } from '../../testing/features.ts';
import { columnsOf } from '../../testing/features.ts';

/** Radial feeders from two to four sources with open ties between them, and an outage of one of them: any, also a strange one. */
export const outage = (seed: number) => {
  const chance = seeded(seed);
  const features: NetworkFeature[] = [];
  const sources = chance.whole(2, 4);
  const count = sources + chance.whole(4, 40);
  const parent: number[] = [];
  for (let n = 0; n < count; n++) {
    const isSource = n < sources;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [120 + n / 1000, 30] },
      properties: isSource
        ? { id: `n${n}`, class: 'EnergySource' }
        : {
            id: `n${n}`,
            class: 'EnergyConsumer',
            customers: chance.whole(0, 20),
            kw: chance.whole(0, 90),
            ...(chance.unit() < 0.1 ? { importance: chance.pick(IMPORTANCE_CLASSES) } : {}),
          },
    });
    if (isSource) continue;
    parent[n] = chance.whole(Math.max(0, n - 9), n - 1);
    const edgeClass = chance.pick([...EDGE_CLASSES, 'LoadBreakSwitch', 'Breaker', 'ACLineSegment'] as const);
    features.push(edge(`e${n}`, edgeClass, parent[n] as number, n, { ratedA: chance.whole(0, 30), ratedKva: 100 }));
  }
  for (let t = chance.whole(1, 8); t > 0; t--) {
    const [a, b] = [chance.whole(0, count - 1), chance.whole(0, count - 1)];
    const edgeClass = chance.pick(['LoadBreakSwitch', 'Disconnector', 'Breaker', 'Jumper'] as const);
    features.push(edge(`t${t}`, edgeClass, a, b, { normalOpen: true, telemetered: chance.unit() < 0.3 }));
  }
  const model = buildNetwork(columnsOf(features));

  const ids = model.edges.ids.filter((id) => id.startsWith('e'));
  const faultNode = chance.whole(sources, count - 1);
  const isDevice = (id: string) => isDeviceEdge(model, model.edges.ids.indexOf(id));
  const opened = ids.filter((id) => isDevice(id) && chance.unit() < 0.05);
  const cuts = ids.filter(() => chance.unit() < 0.04);
  // Something between the fault and its source opened.
  const way: string[] = [];
  for (let n = faultNode; n >= sources; n = parent[n] as number) way.push(`e${n}`);
  const devices = way.filter(isDevice);
  const tripped = devices.length > 0 ? [chance.pick(devices)] : [];
  const overlay: Overlay = { ...NORMAL, opened: [...opened, ...tripped], cuts };
  const section = sectionOfNode(model, model.nodes.ids.indexOf(`n${faultNode}`));
  return { model, overlay, section, within: chance.unit() < 0.5 ? [0, model.sections.supplied] : undefined };
};

const edge = (id: string, edgeClass: (typeof EDGE_CLASSES)[number], from: number, to: number, extra: object) => ({
  type: 'Feature' as const,
  geometry: null,
  properties: { id, class: edgeClass, from: `n${from}`, to: `n${to}`, ...extra },
});
