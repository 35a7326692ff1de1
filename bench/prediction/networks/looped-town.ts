import type { NetworkModel } from '@relight/shared/network/model';
import { chanceFor } from '../chance.ts';
import { newDraft } from './network-draft.ts';

const FEEDERS = 8;
const RINGS = 3;
const CORNERS = 6;
const LATERAL = 4;
const HOUSES = { least: 5, most: 25 };

/**
 * A town of closed rings: each feeder is a row of cable rings, the second behind a recloser, the third behind two reclosers side by side,
 * either of which holds it alone, and fused laterals at the corners. Open ties lead from its end to the next feeder.
 */
export const loopedTown = (seed: number): NetworkModel => {
  const chance = chanceFor('looped town', seed);
  const draft = newDraft();
  const { node, join, transformer, customers } = draft;
  const ends: string[] = [];
  for (let f = 0; f < FEEDERS; f++) {
    const y = f * 3;
    let entry = node(`F${f}.t`, 0, y);
    join(`F${f}.cb`, 'Breaker', node(`F${f}.bus`, 0, y, { class: 'EnergySource' }), entry);
    for (let r = 0; r < RINGS; r++) {
      const ring = `F${f}.r${r}`;
      const x = r * 2;
      const corners = Array.from({ length: CORNERS }, (_, c) => node(`${ring}.c${c}`, x + 0.3 * c, y + (c % 2) * 0.6));
      corners.forEach((corner, c) => {
        join(`${ring}.line${c}`, 'ACLineSegment', corner, corners[(c + 1) % CORNERS] as string);
      });
      const [first, last] = [corners[0] as string, corners[CORNERS - 1] as string];
      if (r === 0) join(`${ring}.in`, 'ACLineSegment', entry, first);
      else for (let side = 0; side < r; side++) join(`${ring}.rc${side}`, 'Recloser', entry, first);
      corners.slice(1, -1).forEach((corner, c) => {
        const lateral = `${ring}.f${c}`;
        let along = node(`${lateral}.a`, x + 0.3 * c, y + 0.7);
        join(lateral, 'Fuse', corner, along);
        for (let t = 0; t < LATERAL; t++) {
          const at = [x + 0.3 * c, y + 0.9 + t * 0.2] as const;
          const next = node(`${lateral}.h${t}`, ...at);
          join(`${lateral}.line${t}`, 'ACLineSegment', along, next);
          along = next;
          const name = `${lateral}.x${t}`;
          customers(name, transformer(name, along, at), at, chance.whole(HOUSES.least, HOUSES.most));
        }
      });
      entry = last;
    }
    ends.push(entry);
  }
  ends.slice(1).forEach((end, f) => {
    join(`tie${f}`, 'LoadBreakSwitch', ends[f] as string, end, { normalOpen: true });
  });
  return draft.build(`looped-${seed}`);
};
