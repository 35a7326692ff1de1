import type { NetworkModel } from '@relight/shared/network/model';
import { newDraft } from './network-draft.ts';

const FUSES = 20;
const TRANSFORMERS = 5;
const CUSTOMERS = 10;

/** One feeder of 1,000 customers: twenty fuses of five transformers each. So small that all that may have broken can be counted up. */
export const tinyFeeder = (): NetworkModel => {
  const draft = newDraft();
  const { node, join, transformer, customers } = draft;
  const trunk = node('trunk', 0, 0);
  join('CB', 'Breaker', node('bus', 0, 0, { class: 'EnergySource' }), trunk);
  for (let f = 0; f < FUSES; f++) {
    const x = 0.3 * (f + 1);
    let along = node(`F${f}.a`, x, 0.1);
    join(`F${f}`, 'Fuse', trunk, along);
    for (let t = 0; t < TRANSFORMERS; t++) {
      const at = [x, 0.1 * (t + 2)] as const;
      const next = node(`F${f}.h${t}`, ...at);
      join(`F${f}.line${t}`, 'ACLineSegment', along, next);
      along = next;
      const name = `F${f}.x${t}`;
      customers(name, transformer(name, along, at), at, CUSTOMERS);
    }
  }
  return draft.build('tiny');
};
