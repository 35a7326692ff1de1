import type { FeederState } from './feeder-state.ts';
import {
  BURST,
  CALL_TIMES,
  CALLS,
  GASPS,
  LAST,
  MARK_ALL_CALL_TIMES,
  MARK_ALL_CALLS,
  MARK_ALL_GASPS,
  MARK_BEFORE,
  MARK_CALL_TIMES,
  MARK_CALLS,
  MARK_CAPACITY,
  MARK_GASPS,
  MARK_NIGHT,
  MARK_START,
  MARK_TIME,
  MARK_U,
  MARKS,
  NODE,
  OPEN_BURST,
  OPEN_CALL_TIMES,
  OPEN_CALLS,
  OPEN_GASPS,
  PARENT,
  SCORED_AT,
  slotFor,
} from './feeder-state.ts';
import { isService } from './prediction-tree.ts';
import { isOpenBy, rescore } from './rescore.ts';

/** One call, or last gasps that are taken together; `weight` is below 1 for a report of partial supply. */
export type Sign = {
  readonly leaf: number;
  readonly at: number;
  readonly weight: number;
  /** The highest node that it can be a sign of; all above the leaf where it is left out. */
  readonly highest?: number;
};

/**
 * Takes in signs of one kind that come together, at `minute`. Each counts for every device above it; from the lowest device upwards that
 * explains it better than the outages below do, it counts as claimed: farther up it is no sign of anything more.
 * O(devices above the signs).
 */
export const applySigns = (state: FeederState, signs: readonly Sign[], kind: 'call' | 'gasp', minute: number): void => {
  const touched = touchedSlots(state, signs);
  age(state, touched, minute);
  const claimsIn = likeliestState(state);
  for (const sign of signs) count(state, sign, kind, claimsIn);
  settle(state, touched, minute, true);
};

/** The answer of a meter, or that none came. It moves the scores above, but explains away nothing. */
export const applyPing = (state: FeederState, leaf: number, at: number, on: boolean): void => {
  const known = state.pings.get(leaf);
  if (known && known.at > at) return;
  state.pings.set(leaf, { at, on });
  const touched = touchedSlots(state, [{ leaf, at, weight: 0 }]);
  age(state, touched, at);
  for (const slot of touched) {
    if (known) remove(known.on ? state.on[slot] : state.off[slot], known.at);
    const lists = on ? state.on : state.off;
    lists[slot] = inserted(lists[slot], at);
    if (!on && state.cells[slot * state.layout.stride + MARKS] === 0) pushMark(state, slot, at);
  }
  settle(state, touched, at, false);
};

/** A device that telemetry says is open is scored although nobody has called. */
export const applyTelemetry = (state: FeederState, node: number, minute: number): void => {
  settle(state, touchedSlots(state, [{ leaf: node, at: minute, weight: 0 }]), minute, false);
};

/** Slots of the nodes of these signs and of all above, children before parents. */
const touchedSlots = (state: FeederState, signs: readonly Sign[]): number[] => {
  const touched: number[] = [];
  if (signs.length === 1) {
    for (let slot = slotFor(state, (signs[0] as Sign).leaf); slot >= 0; slot = parentOf(state, slot))
      touched.push(slot);
    return touched;
  }
  const seen = new Set<number>();
  for (const { leaf } of signs) {
    for (let slot = slotFor(state, leaf); slot >= 0 && !seen.has(slot); slot = parentOf(state, slot)) {
      seen.add(slot);
      touched.push(slot);
    }
  }
  return touched.sort((a, b) => nodeOf(state, b) - nodeOf(state, a));
};

const parentOf = ({ cells, layout }: FeederState, slot: number): number =>
  cells[slot * layout.stride + PARENT] as number;
const nodeOf = ({ cells, layout }: FeederState, slot: number): number => cells[slot * layout.stride + NODE] as number;

/** Silence since the last evidence at these nodes is weighed first, so that it is not taken for an effect of the new evidence. */
const age = (state: FeederState, touched: readonly number[], minute: number): void => {
  const { cells, layout } = state;
  for (const slot of touched) {
    const at = slot * layout.stride;
    if ((cells[at + MARKS] as number) > 0 && (cells[at + SCORED_AT] as number) < minute)
      settleOne(state, slot, minute, 0);
  }
};

/** Scores the touched nodes anew, children first, and hands what changed to their parents. */
const settle = (state: FeederState, touched: readonly number[], minute: number, isEvidence: boolean): void => {
  const { cells, layout } = state;
  for (const slot of touched) {
    const at = slot * layout.stride;
    const burst = cells[at + BURST] as number;
    const open = isEvidence && burst > 0 ? (cells[at + OPEN_BURST] as number) / burst : 0;
    cells[at + BURST] = 0;
    cells[at + OPEN_BURST] = 0;
    settleOne(state, slot, minute, open);
  }
};

const oldZ = new Float64Array(8);
const oldV = new Float64Array(8);

/** `open`: the share of the new evidence that no outage up to this node claims. */
const settleOne = (state: FeederState, slot: number, minute: number, open: number): void => {
  const { cells, layout } = state;
  const { states, event, u } = layout;
  const at = slot * layout.stride;
  for (let h = 0; h < states; h++) {
    oldZ[h] = cells[at + event.z + h] as number;
    oldV[h] = cells[at + event.v + h] as number;
  }
  rescore(state, slot, minute, event);
  cells[at + SCORED_AT] = minute;
  const parent = cells[at + PARENT] as number;
  if (parent < 0) return;
  const above = parent * layout.stride;
  for (let h = 0; h < states; h++) {
    const dz = (cells[at + event.z + h] as number) - (oldZ[h] as number);
    const dv = (cells[at + event.v + h] as number) - (oldV[h] as number);
    cells[above + event.m + h] = (cells[above + event.m + h] as number) + dz;
    cells[above + event.mv + h] = (cells[above + event.mv + h] as number) + dv;
    cells[above + u + h] = (cells[above + u + h] as number) + dz * open;
  }
};

/** The state of the weather that explains the whole tree best. */
const likeliestState = (state: FeederState): number => {
  const { cells, layout, parameters } = state;
  const top = (state.slotOf.get(0) as number) * layout.stride;
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let h = 0; h < layout.states; h++) {
    const value = (parameters.logStateWeight[h] as number) + (cells[top + layout.event.v + h] as number);
    if (value > most) {
      most = value;
      best = h;
    }
  }
  return best;
};

/** By how much an outage must explain the evidence better than those below it, to claim what comes next. */
const CLAIM_MARGIN = 2;
/** Signs so close together are one burst, minutes. */
const BURST_MINUTES = 0.4;
/** A last gasp counts late: it may belong before the burst of calls that came after it. */
const GASP_BEFORE_BURST = 2;

const count = (state: FeederState, sign: Sign, kind: 'call' | 'gasp', h: number): void => {
  const { cells, layout, tree } = state;
  const { at: time, weight } = sign;
  let claimed = false;
  for (let slot = slotFor(state, sign.leaf); slot >= 0; slot = parentOf(state, slot)) {
    const at = slot * layout.stride;
    if (!claimed) {
      if (cells[at + MARKS] === 0 || time - (cells[at + LAST] as number) > BURST_MINUTES) pushMark(state, slot, time);
      else if (time < (cells[at + LAST] as number)) moveLastMark(state, slot, time);
      if (time > (cells[at + LAST] as number)) cells[at + LAST] = time;
    }
    add(cells, at + BURST, 1);
    if (kind === 'call') {
      add(cells, at + CALLS, weight);
      add(cells, at + CALL_TIMES, weight * time);
    } else add(cells, at + GASPS, weight);
    if (claimed) {
      if (cells[at + NODE] === sign.highest) break;
      continue;
    }
    if (kind === 'call') {
      add(cells, at + OPEN_CALLS, weight);
      add(cells, at + OPEN_CALL_TIMES, weight * time);
    } else add(cells, at + OPEN_GASPS, weight);
    const score = cells[at + layout.event.score + h] as number;
    const node = cells[at + NODE] as number;
    if (node === sign.highest) break;
    const explains = score > (cells[at + layout.event.mv + h] as number) + CLAIM_MARGIN;
    if (!isService(tree, node) && (explains || isOpenBy(state, node, time))) claimed = true;
    else add(cells, at + OPEN_BURST, 1);
  }
};

const add = (cells: Float64Array, at: number, value: number): void => {
  cells[at] = (cells[at] as number) + value;
};

/** Remembers the totals as they are before a burst: a later fault begins here. Where there are too many, the closest two become one. */
const pushMark = (state: FeederState, slot: number, time: number): void => {
  const { cells, marks, layout } = state;
  const at = slot * layout.stride;
  const start = cells[at + MARK_START] as number;
  let used = cells[at + MARKS] as number;
  if (used === cells[at + MARK_CAPACITY]) {
    let closest = 1;
    let gap = Number.POSITIVE_INFINITY;
    for (let i = 1; i < used; i++) {
      const here = start + i * layout.markStride;
      const between = (marks[here + MARK_TIME] as number) - (marks[here - layout.markStride + MARK_TIME] as number);
      if (between < gap) {
        gap = between;
        closest = i;
      }
    }
    const from = start + (closest + 1) * layout.markStride;
    marks.copyWithin(from - layout.markStride, from, start + used * layout.markStride);
    used--;
  }
  const mark = start + used * layout.markStride;
  marks[mark + MARK_TIME] = time;
  marks[mark + MARK_BEFORE] = cells[at + LAST] as number;
  marks[mark + MARK_CALLS] = cells[at + OPEN_CALLS] as number;
  marks[mark + MARK_CALL_TIMES] = cells[at + OPEN_CALL_TIMES] as number;
  marks[mark + MARK_GASPS] = cells[at + OPEN_GASPS] as number;
  marks[mark + MARK_NIGHT] = state.isNight(time) ? 1 : 0;
  marks[mark + MARK_ALL_CALLS] = cells[at + CALLS] as number;
  marks[mark + MARK_ALL_CALL_TIMES] = cells[at + CALL_TIMES] as number;
  marks[mark + MARK_ALL_GASPS] = cells[at + GASPS] as number;
  for (let h = 0; h < layout.states; h++) {
    marks[mark + MARK_U + h] = cells[at + layout.u + h] as number;
    marks[mark + layout.markM + h] = cells[at + layout.event.m + h] as number;
  }
  cells[at + MARKS] = used + 1;
};

const moveLastMark = (state: FeederState, slot: number, time: number): void => {
  const { cells, marks, layout } = state;
  const at = slot * layout.stride;
  const mark = (cells[at + MARK_START] as number) + ((cells[at + MARKS] as number) - 1) * layout.markStride;
  const begins = marks[mark + MARK_TIME] as number;
  const isPart = time < begins && begins - time <= GASP_BEFORE_BURST && time > (marks[mark + MARK_BEFORE] as number);
  if (isPart) marks[mark + MARK_TIME] = time;
};

const inserted = (ascending: number[] | undefined, value: number): number[] => {
  if (ascending === undefined) return [value];
  let i = ascending.length;
  while (i > 0 && (ascending[i - 1] as number) > value) i--;
  ascending.splice(i, 0, value);
  return ascending;
};

const remove = (list: number[] | undefined, value: number): void => {
  const i = list?.lastIndexOf(value) ?? -1;
  if (i >= 0) list?.splice(i, 1);
};
