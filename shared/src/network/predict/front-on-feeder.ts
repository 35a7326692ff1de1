import { NODE, PARENT } from './feeder-state.ts';
import type { Explained, FrontFeeder } from './front-explains.ts';
import { logAdd } from './log-add.ts';
import { isService, MINUTES_PER_YEAR } from './prediction-tree.ts';
import { CERTAIN, isOpenBy } from './rescore.ts';

const NO = Number.NEGATIVE_INFINITY;

/**
 * One front on one feeder, by slot, as logarithms: the odds that it has failed; that it is sound, without what lies below; that something below
 * it has failed while it is sound; that nothing has, itself included; and what the signs below it then gain where they may be a neighbour's.
 * A service that fails by itself counts as nothing.
 */
export type OnFeeder = {
  readonly failed: Float64Array;
  readonly sound: Float64Array;
  readonly below: Float64Array;
  readonly none: Float64Array;
  readonly astray: Float64Array;
};

export type FrontEvidence = Explained & {
  /** By slot, for one device-year: what it costs that devices below without any sign have not failed, or have and nobody called. */
  readonly unheard: Float64Array;
};

/**
 * Works a feeder out from the leaves up, exactly: given the front, devices fail independently, and a sign from where nothing has failed is a
 * stray, or somebody's on record at the wrong place once something near has failed.
 * @param intensity what a front does to a device, in years of ordinary exposure
 */
export const frontOnFeeder = (
  { tree, state }: FrontFeeder,
  { explained, astray, unheard }: FrontEvidence,
  intensity: number,
): OnFeeder => {
  const { cells, layout, slots } = state;
  const of: OnFeeder = {
    failed: new Float64Array(slots),
    sound: new Float64Array(slots),
    below: new Float64Array(slots),
    none: new Float64Array(slots),
    astray,
  };
  /** Of what lies below: nothing failed; the same with what signs gain; and by how much more all of it weighs. */
  const nothing = new Float64Array(slots);
  const gained = new Float64Array(slots);
  const more = new Float64Array(slots);
  for (const slot of state.order) {
    const at = slot * layout.stride;
    const node = cells[at + NODE] as number;
    const isAlone = isService(tree, node);
    const exposure = isAlone ? 0 : Math.exp(tree.logRate[node] as number) * MINUTES_PER_YEAR * intensity;
    const own = explained[slot] as number;
    const sound = (unheard[slot] as number) * intensity - exposure;
    const less = more[slot] as number;
    const below = less > 0 ? (gained[slot] as number) + (less > MUCH ? less : Math.log(Math.expm1(less))) : NO;
    // By itself, at another time, as on any day: the first state of the weather.
    const byItself = cells[at + layout.now.score] as number;
    const unfailed = sound + (nothing[slot] as number);
    of.sound[slot] = sound;
    of.below[slot] = sound + below;
    of.failed[slot] = isOpenBy(state, node, Number.POSITIVE_INFINITY)
      ? CERTAIN + Math.max(0, own) + logAdd(of.below[slot] as number, unfailed)
      : logAdd(exposure > 0 ? Math.log(-Math.expm1(-exposure)) + own : NO, byItself);
    of.none[slot] = isAlone ? logAdd(of.failed[slot] as number, unfailed) : unfailed;
    const parent = cells[at + PARENT] as number;
    if (parent < 0) continue;
    const none = of.none[slot] as number;
    const gain = none + (astray[slot] as number);
    nothing[parent] = (nothing[parent] as number) + none;
    gained[parent] = (gained[parent] as number) + gain;
    if (!isAlone) more[parent] = (more[parent] as number) + logAdd(0, some(of, slot) - gain);
  }
  return of;
};

/** Beyond this, e^x − 1 is e^x. */
const MUCH = 40;

/** Log of how much likelier what is heard and not heard on a feeder is, given the front, than all of it being strays. */
export const logOdds = ({ state }: FrontFeeder, on: OnFeeder): number => {
  const top = state.slotOf.get(0) as number;
  return logAdd(some(on, top), on.none[top] as number);
};

/** It or something below it has failed. */
const some = ({ failed, below }: Pick<OnFeeder, 'failed' | 'below'>, slot: number): number =>
  logAdd(failed[slot] as number, below[slot] as number);

/** By slot: P(it failed), and P(neither it nor anything above it did). */
export const chancesOn = (
  { tree, state }: FrontFeeder,
  on: OnFeeder,
): { readonly failed: Float64Array; readonly alive: Float64Array } => {
  const { cells, layout, order, slots } = state;
  const chance = { failed: new Float64Array(slots), alive: new Float64Array(slots) };
  /** P(it is sound and something below it has failed); and then P(nothing has in any of the slots directly below, drawn one by one). */
  const below = new Float64Array(slots);
  const noneBelow = new Float64Array(slots);
  for (const slot of order) {
    const parent = cells[slot * layout.stride + PARENT] as number;
    const node = cells[slot * layout.stride + NODE] as number;
    if (parent >= 0 && !isService(tree, node))
      noneBelow[parent] = (noneBelow[parent] as number) + Math.log1p(-someOfBoth(on, slot));
  }
  for (let i = order.length - 1; i >= 0; i--) {
    const slot = order[i] as number;
    const node = cells[slot * layout.stride + NODE] as number;
    const parent = cells[slot * layout.stride + PARENT] as number;
    const above = parent < 0 ? 1 : (chance.alive[parent] as number);
    if (isService(tree, node)) {
      const { failed, sound } = on;
      const gain = parent < 0 || above === 0 ? 0 : ((below[parent] as number) / above) * (on.astray[slot] as number);
      chance.failed[slot] = above / (1 + Math.exp((sound[slot] as number) + gain - (failed[slot] as number)));
    } else {
      const anyBeside = parent < 0 ? 1 : -Math.expm1(noneBelow[parent] as number);
      const inSome =
        parent < 0
          ? 1 / (1 + Math.exp((on.none[slot] as number) - some(on, slot)))
          : anyBeside > 0
            ? ((below[parent] as number) * someOfBoth(on, slot)) / anyBeside
            : 0;
      chance.failed[slot] = Math.min(above, inSome * Math.exp((on.failed[slot] as number) - some(on, slot)));
      below[slot] = Math.max(0, inSome - (chance.failed[slot] as number));
    }
    chance.alive[slot] = Math.max(0, above - (chance.failed[slot] as number));
  }
  return chance;
};

/** P(it or something below it has failed), once something beside it may have. */
const someOfBoth = (on: OnFeeder, slot: number): number =>
  1 / (1 + Math.exp((on.none[slot] as number) + (on.astray[slot] as number) - some(on, slot)));
