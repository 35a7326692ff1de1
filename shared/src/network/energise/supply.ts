import type { NetworkModel } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import type { Energiser } from './energiser.ts';
import { energiser } from './energiser.ts';
import { type Difference, overlayDifference } from './overlay-difference.ts';
import { type PhaseSupply, phaseSupplies } from './phase-supply.ts';
import { switchboard } from './switched.ts';

/**
 * Supply of one network under any overlay. A few stand where they were asked last, so that a live operation and a drill on the same
 * network do not drag one between them; the nearest goes to the state that is asked for.
 */
export type Supply = {
  /** What stands at the overlay. Valid until the next question. */
  readonly at: (overlay: Overlay) => Standing;
  /** Of that, where there is supply on whichever phase. */
  readonly under: (overlay: Overlay) => Energiser;
};

export type Standing = {
  /** Where there is supply on any phase: phases are not asked for. */
  readonly energiser: Energiser;
  /** Where each phase is, if the network has parts with some of them only. */
  readonly phases: readonly PhaseSupply[];
};

export const supplyOf = (model: NetworkModel): Supply => {
  const known = supplies.get(model);
  if (known) return known;
  const made = makeSupply(model);
  supplies.set(model, made);
  return made;
};

const supplies = new WeakMap<NetworkModel, Supply>();

type Movable = Standing & {
  readonly overlay: () => Overlay;
  readonly moveTo: (next: Overlay, differences: readonly Difference[]) => void;
};

const makeSupply = (model: NetworkModel): Supply => {
  const all: Movable[] = [];

  const at = (next: Overlay): Standing => {
    let nearest: Movable | undefined;
    let differences: readonly Difference[] | undefined;
    for (const one of all) {
      const between = overlayDifference(one.overlay(), next);
      if (differences !== undefined && between.length >= differences.length) continue;
      nearest = one;
      differences = between;
      if (between.length === 0) break;
    }
    if (nearest === undefined || differences === undefined || (differences.length > FAR && all.length < MOST)) {
      nearest = standing(model);
      differences = overlayDifference(nearest.overlay(), next);
      all.push(nearest);
    }
    nearest.moveTo(next, differences);
    return nearest;
  };

  return { at, under: (overlay) => at(overlay).energiser };
};

const standing = (model: NetworkModel): Movable => {
  const board = switchboard(model);
  const whole = energiser(model, board.state);
  const phases = phaseSupplies(model, board.state);
  return {
    energiser: whole,
    phases,
    overlay: board.overlay,
    moveTo(next, differences) {
      const changed = board.moveTo(next, differences);
      if (differences.length === 0) return;
      whole.follow(changed);
      for (const phase of phases) phase.energiser.follow(changed);
    },
  };
};

/** Changes from which another one is worth its memory: about 12 bytes for each section. */
const FAR = 16;
const MOST = 3;
