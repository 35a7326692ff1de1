import type { NetworkModel } from '@relight/shared/network/model';
import { chanceFor } from '../chance.ts';
import { newDraft } from './network-draft.ts';

const FEEDERS = 4;
const TRANSFORMERS = 12;
const CABLES = 6;
const HOUSES = { least: 8, most: 30 };

/**
 * A town of large transformers whose protection goes on behind them: each feeds cables through fuses, and every second cable feeds another
 * through the fuse of a street cabinet. Customers hang on the low-voltage cables.
 */
export const lowVoltageTown = (seed: number): NetworkModel => {
  const chance = chanceFor('low-voltage town', seed);
  const draft = newDraft();
  const { node, join, transformer, customers } = draft;
  for (let f = 0; f < FEEDERS; f++) {
    const y = f * 2;
    let trunk = node(`F${f}.t`, 0, y);
    join(`F${f}.cb`, 'Breaker', node(`F${f}.bus`, 0, y, { class: 'EnergySource' }), trunk);
    for (let t = 0; t < TRANSFORMERS; t++) {
      const [name, x] = [`F${f}.x${t}`, (t + 1) * 0.4];
      const next = node(`${name}.h`, x, y);
      join(`${name}.span`, 'ACLineSegment', trunk, next);
      trunk = next;
      const low = transformer(name, trunk, [x, y]);
      for (let c = 0; c < CABLES; c++) {
        const cable = `${name}.k${c}`;
        const near = node(`${cable}.a`, x, y);
        join(cable, 'Fuse', low, near);
        const far = node(`${cable}.b`, x, y + 0.15);
        join(`${cable}.line`, 'ACLineSegment', near, far);
        customers(cable, far, [x, y + 0.15], chance.whole(HOUSES.least, HOUSES.most));
        if (c % 2 === 0) continue;
        const cabinet = `${cable}.z`;
        const behind = node(`${cabinet}.a`, x, y + 0.15);
        join(cabinet, 'Fuse', far, behind);
        const end = node(`${cabinet}.b`, x, y + 0.3);
        join(`${cabinet}.line`, 'ACLineSegment', behind, end);
        customers(cabinet, end, [x, y + 0.3], chance.whole(HOUSES.least, HOUSES.most));
      }
    }
  }
  return draft.build(`low-voltage-${seed}`);
};
