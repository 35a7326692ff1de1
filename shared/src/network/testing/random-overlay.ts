import type { NetworkModel } from '../model.ts';
import { isDevice } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import { NORMAL } from '../overlay.ts';
import type { Chance } from '../seeded.ts';

/**
 * A walk through switching states of any network: each one differs from the last by a few operations, cuts, isolations or generators,
 * and now and then everything is put back.
 */
export function* overlayWalk(model: NetworkModel, chance: Chance, steps: number): Generator<Overlay> {
  const { nodes, edges } = model;
  const all = edges.ids.map((_, edge) => edge);
  const device = (edge: number) => isDevice(edges.class[edge] as number, edges.normalOpen[edge] as number);
  const choices = {
    opened: all.filter((edge) => device(edge) && edges.normalOpen[edge] === 0).map((edge) => edges.ids[edge] as string),
    closed: all.filter((edge) => device(edge) && edges.normalOpen[edge] === 1).map((edge) => edges.ids[edge] as string),
    cuts: all.filter((edge) => !device(edge)).map((edge) => edges.ids[edge] as string),
    isolated: all.filter((edge) => !device(edge)).map((edge) => edges.ids[edge] as string),
    generators: [...nodes.ids, ...edges.ids],
  };
  let overlay = NORMAL;
  for (let step = 0; step < steps; step++) {
    if (chance.unit() < 0.05) overlay = NORMAL;
    for (let changes = chance.whole(1, 3); changes > 0; changes--) {
      const kind = chance.pick([
        'opened',
        'opened',
        'opened',
        'closed',
        'closed',
        'cuts',
        'isolated',
        'generators',
      ] as const);
      if (choices[kind].length === 0) continue;
      const id = chance.pick(choices[kind]);
      const there = overlay[kind].includes(id);
      overlay = {
        ...overlay,
        [kind]: there ? overlay[kind].filter((one) => one !== id) : [...overlay[kind], id],
      };
    }
    yield overlay;
  }
}
