import type { NetworkModel } from '../model.ts';
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

  const resolve = (overlay: Overlay): Switched => {
    const known = resolved.get(overlay) ?? resolveOverlay(model, overlay);
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

/** Changes from which another energiser is worth its memory: about 3 bytes for each section and device. */
const FAR = 16;
const MOST = 3;
