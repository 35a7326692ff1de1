import type { IdIndex } from '../id-index.ts';
import type { NetworkModel } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import type { Energiser } from './energiser.ts';
import { energiser } from './energiser.ts';
import type { Switched } from './switched.ts';
import { distance, resolveOverlay } from './switched.ts';

/**
 * Supply of one network under any overlay. A few energisers stand where they were asked last, so that a live operation and a drill on
 * the same network do not drag one between them; the nearest goes to the state that is asked for.
 */
export type Supply = {
  /** An energiser that stands at the overlay. Valid until the next question. */
  readonly under: (overlay: Overlay) => Energiser;
  /** The same for a state in numbers. */
  readonly at: (switched: Switched) => Energiser;
  readonly resolve: (overlay: Overlay) => Switched;
};

export const supplyOf = (model: NetworkModel): Supply => {
  const known = supplies.get(model);
  if (known) return known;
  const made = makeSupply(model);
  supplies.set(model, made);
  return made;
};

const supplies = new WeakMap<NetworkModel, Supply>();

const makeSupply = (model: NetworkModel): Supply => {
  const energisers: Energiser[] = [];
  const resolved = new WeakMap<Overlay, Switched>();
  const { node, edge } = networkIds(model);
  const ids = { node, edge: remembering(edge) };

  const resolve = (overlay: Overlay): Switched => {
    const known = resolved.get(overlay) ?? resolveOverlay(model, overlay, ids);
    resolved.set(overlay, known);
    return known;
  };

  const at = (next: Switched): Energiser => {
    let nearest: Energiser | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const one of energisers) {
      const steps = distance(one.at(), next);
      if (steps < least) {
        nearest = one;
        least = steps;
      }
    }
    if (!nearest || (least > FAR && energisers.length < MOST)) {
      nearest = energiser(model);
      energisers.push(nearest);
    }
    nearest.moveTo(next);
    return nearest;
  };

  return { under: (overlay) => at(resolve(overlay)), at, resolve };
};

/**
 * An overlay of a storm has thousands of ids, and nearly all of them again the next time: found by a text's own hash they cost a tenth of
 * a look-up among a million others.
 */
const remembering = (find: IdIndex): IdIndex => {
  const known = new Map<string, number>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = find(id);
    if (known.size >= MOST_REMEMBERED) known.clear();
    if (found !== undefined) known.set(id, found);
    return found;
  };
};

const MOST_REMEMBERED = 20_000;

/** Changes from which another energiser is worth its memory: about 12 bytes for each section. */
const FAR = 16;
const MOST = 3;
