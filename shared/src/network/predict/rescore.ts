import { DEVICE_KINDS } from '../../rules/prediction-parameters.ts';
import type { Block, FeederState, NodeTelemetry } from './feeder-state.ts';
import {
  CALL_TIMES,
  CALLS,
  GASPS,
  isFront,
  MARK_ALL_CALL_TIMES,
  MARK_ALL_CALLS,
  MARK_ALL_GASPS,
  MARK_BEFORE,
  MARK_CALL_TIMES,
  MARK_CALLS,
  MARK_GASPS,
  MARK_NIGHT,
  MARK_START,
  MARK_TIME,
  MARK_U,
  MARKS,
  NODE,
  OPEN_CALL_TIMES,
  OPEN_CALLS,
  OPEN_GASPS,
} from './feeder-state.ts';
import { logAdd } from './log-add.ts';
import type { CallTerms } from './score-parameters.ts';
import { weighCallers } from './weigh-callers.ts';
import { gaspsDue, weighGasps } from './weigh-gasps.ts';

/** How long before the first sign of it a fault may have begun, minutes, and the logarithm of the time that each stands for. */
const DELAYS = [0.3, 1, 2.5, 5, 10, 20, 40];
const LOG_WIDTHS = [0.65, 1.1, 2, 3.75, 7.5, 15, 30].map(Math.log);
/** By how much all beginnings together may outweigh the latest one. */
const LOG_ALL_WIDTHS = Math.log(60.75 / 0.65);
/** Less likely than another explanation by so much, a third one changes no figure that anybody sees. */
const NEGLIGIBLE = 10;
/** What telemetry says is certain, on the scale of scores. */
export const CERTAIN = 60;
const NO = Number.NEGATIVE_INFINITY;
const SERVICE = DEVICE_KINDS.indexOf('service');

/**
 * By mark: log of what its beginnings add up to, without what stays explained by the devices below. A fault that began there explains what
 * no outage below claims; or else everything since, if it is the outages below that only seem to have opened: whichever is likelier.
 */
const byMark = new Float64Array(32);
const byMarkAlone = new Float64Array(32);

/**
 * Scores one node anew at `minute`: log of the odds that it opened, against all evidence below being explained by its children (M) or by
 * stray calls. One sum over the beginnings that the fault may have had, for each state of the weather; the evidence itself weighs the
 * same in all of them.
 */
export const rescore = (state: FeederState, slot: number, minute: number, block: Block): void => {
  const { cells, layout, parameters } = state;
  const at = slot * layout.stride;
  const node = cells[at + NODE] as number;
  const markCount = cells[at + MARKS] as number;
  const markStart = cells[at + MARK_START] as number;
  const isAboveOpen = state.aboveOpen.has(node);
  for (let i = 0; i < markCount; i++) {
    byMark[i] = weighMark(state, slot, node, i, minute, false, NO);
    byMarkAlone[i] =
      (i > 0 || isAboveOpen) && isClaimedSince(state, slot, i)
        ? weighMark(state, slot, node, i, minute, true, floorAlone(state, at, i, byMark[i] as number, block))
        : NO;
  }
  const nested = weighNested(state, slot, node, minute);
  const isOpen = isOpenBy(state, node, minute);
  const logRate = state.tree.logRate[node] as number;

  for (let h = 0; h < layout.states; h++) {
    const m = cells[at + block.m + h] as number;
    const mv = cells[at + block.mv + h] as number;
    let sum = NO;
    for (let i = 0; i < markCount; i++) {
      const mark = markStart + i * layout.markStride;
      const isWhole = i === 0 && !isAboveOpen;
      const weight = (byMark[i] as number) + (isWhole ? 0 : stays(state, at, mark, h, m));
      const alone = (byMarkAlone[i] as number) + Math.max(0, state.marks[mark + layout.markM + h] as number);
      sum = logAdd(sum, Math.max(weight, alone));
    }
    let score = logRate + (parameters.logStateFactor[h] as number) + sum;
    if (isOpen) score = logAdd(m, sum) + CERTAIN;
    else if (nested !== NO) score = logAdd(score, nested);
    cells[at + block.score + h] = score;
    cells[at + block.z + h] = logAdd(score, m);
    cells[at + block.v + h] = Math.max(score, mv);
  }
};

/** Whether telemetry says that it was open by then; the word of it may have come late. */
export const isOpenBy = ({ telemetry, parameters }: FeederState, node: number, minute: number): boolean => {
  if (telemetry.size === 0) return false;
  const openSince = telemetry.get(node)?.openSince ?? null;
  return openSince !== null && openSince - parameters.values.telemetry.latestMinutes <= minute;
};

/** When the fault of a node most likely began, minutes: the mean over the delays before its likeliest mark, as of the last refresh. */
export const likeliestStart = (state: FeederState, slot: number, minute: number): number => {
  const { cells, marks, layout, parameters } = state;
  if (state.front !== null && isFront(state)) return state.front.start + parameters.values.front.lastsMinutes / 2;
  const at = slot * layout.stride;
  const node = cells[at + NODE] as number;
  let best = state.restoredAt?.[node] || minute;
  let most = weighNested(state, slot, node, minute);
  for (let i = 0; i < (cells[at + MARKS] as number); i++) {
    const mark = (cells[at + MARK_START] as number) + i * layout.markStride;
    const explained = i === 0 ? 0 : stays(state, at, mark, 0, cells[at + layout.now.m] as number);
    const weight =
      weighMark(state, slot, node, i, minute, false, NO) + explained + (state.tree.logRate[node] as number);
    if (weight <= most) continue;
    most = weight;
    best = (marks[mark + MARK_TIME] as number) - meanDelay;
  }
  return best;
};

/** What the devices below had explained before the mark stays explained by them: never less than nothing, nor more than now. */
const stays = ({ cells, marks, layout }: FeederState, at: number, mark: number, h: number, m: number): number => {
  const since = (cells[at + layout.u + h] as number) - (marks[mark + MARK_U + h] as number);
  const before = m - since;
  return before < 0 ? 0 : Math.min(before, m);
};

/** How long before its mark the fault began, on average over the beginnings that were weighed last, minutes. */
let meanDelay = 0;

/** Below this, explaining everything since a mark is not worth weighing: explaining the unclaimed only is far likelier in every state. */
const floorAlone = (state: FeederState, at: number, index: number, weight: number, block: Block): number => {
  const { cells, marks, layout } = state;
  if (weight === NO) return NO;
  const mark = (cells[at + MARK_START] as number) + index * layout.markStride;
  let floor = Number.POSITIVE_INFINITY;
  for (let h = 0; h < layout.states; h++) {
    const kept = stays(state, at, mark, h, cells[at + block.m + h] as number);
    const before = Math.max(0, marks[mark + layout.markM + h] as number);
    floor = Math.min(floor, weight + kept - before - NEGLIGIBLE);
  }
  return floor;
};

/** Whether an outage below claims some of the evidence since the mark. */
const isClaimedSince = ({ cells, marks, layout }: FeederState, slot: number, index: number): boolean => {
  const at = slot * layout.stride;
  const mark = (cells[at + MARK_START] as number) + index * layout.markStride;
  const claimedNow = (cells[at + CALLS] as number) - (cells[at + OPEN_CALLS] as number);
  const claimedThen = (marks[mark + MARK_ALL_CALLS] as number) - (marks[mark + MARK_CALLS] as number);
  if (claimedNow > claimedThen + 1e-9) return true;
  const gaspsNow = (cells[at + GASPS] as number) - (cells[at + OPEN_GASPS] as number);
  return gaspsNow > (marks[mark + MARK_ALL_GASPS] as number) - (marks[mark + MARK_GASPS] as number) + 1e-9;
};

/**
 * `alone`: the fault explains everything since the mark, and not only what no outage below claims. The first mark always does, but not above
 * devices that telemetry says are open: what these explain stays explained. What cannot come near `floor` is not worked out.
 */
const weighMark = (
  state: FeederState,
  slot: number,
  node: number,
  index: number,
  minute: number,
  alone: boolean,
  floor: number,
): number => {
  const { cells, marks, layout, parameters, tree } = state;
  const at = slot * layout.stride;
  const mark = (cells[at + MARK_START] as number) + index * layout.markStride;
  const open = state.aboveOpen.get(node);
  const isFirst = index === 0 && open === undefined;
  const whole = isFirst || alone;
  let calls = cells[at + (whole ? CALLS : OPEN_CALLS)] as number;
  let times = cells[at + (whole ? CALL_TIMES : OPEN_CALL_TIMES)] as number;
  let gasps = cells[at + (whole ? GASPS : OPEN_GASPS)] as number;
  if (!isFirst) {
    calls -= marks[mark + (alone ? MARK_ALL_CALLS : MARK_CALLS)] as number;
    times -= marks[mark + (alone ? MARK_ALL_CALL_TIMES : MARK_CALL_TIMES)] as number;
    gasps -= marks[mark + (alone ? MARK_ALL_GASPS : MARK_GASPS)] as number;
  }
  const off = state.off[slot];
  if (calls < 1e-9 && gasps < 1e-9 && !(isFirst && off !== undefined)) return NO;

  const on = state.on[slot];
  const first = marks[mark + MARK_TIME] as number;
  const before = marks[mark + MARK_BEFORE] as number;
  const callTerms = marks[mark + MARK_NIGHT] === 1 ? parameters.night : parameters.day;
  const customers = (tree.customers[node] as number) - (open?.customers ?? 0);
  const meters = (tree.meters[node] as number) - (open?.meters ?? 0);
  const telemetry = state.telemetry.size > 0 ? state.telemetry.get(node) : undefined;
  const gaspsSoFar = weighGasps(parameters, gasps, 0);
  const missing = Math.max(0, meters - gasps);
  const gaspsAndMissing = weighGasps(parameters, gasps, missing);
  let sum = NO;
  let delays = 0;
  for (let d = 0; d < DELAYS.length; d++) {
    const start = first - (DELAYS[d] as number);
    if (start <= before) break;
    let weight = LOG_WIDTHS[d] as number;
    weight += weighCalls(callTerms, calls, times, customers, start, minute);
    const due = gaspsDue(parameters, minute - start);
    if (due === 0 || missing === 0) weight += gaspsSoFar;
    else weight += due === 1 ? gaspsAndMissing : weighGasps(parameters, gasps, missing, due);
    if (telemetry !== undefined) weight += logClosed(state, node, telemetry, start, minute);
    if (on !== undefined) weight += countAfter(on, start) * parameters.logOnThoughOut;
    if (isFirst && off !== undefined) weight -= countAfter(off, start) * parameters.logOffThoughOn;
    const next = logAdd(sum, weight);
    delays += ((DELAYS[d] as number) - delays) * Math.exp(weight - next);
    sum = next;
    // An earlier beginning fits what came since no better than the latest one.
    if (d === 0 && sum + LOG_ALL_WIDTHS < floor) return NO;
  }
  meanDelay = delays;
  return sum;
};

/** Still out after a device above closed again: begins then, and sends no last gasps, for its meters are dark already. */
const weighNested = (state: FeederState, slot: number, node: number, minute: number): number => {
  const { restoredAt, tree, cells, layout, parameters } = state;
  if (restoredAt === null) return NO;
  const start = restoredAt[node] as number;
  const parent = tree.parent[node] as number;
  if (start <= 0 || start >= minute || parent < 0 || restoredAt[parent] !== start) return NO;
  const at = slot * layout.stride;
  const callTerms = state.isNight(start) ? parameters.night : parameters.day;
  const customers = tree.customers[node] as number;
  let weight = weighCalls(
    callTerms,
    cells[at + CALLS] as number,
    cells[at + CALL_TIMES] as number,
    customers,
    start,
    minute,
  );
  const on = state.on[slot];
  const off = state.off[slot];
  if (on !== undefined) weight += countAfter(on, start) * parameters.logOnThoughOut;
  if (off !== undefined) weight -= countAfter(off, start) * parameters.logOffThoughOn;
  return weight + (tree.kind[node] === SERVICE ? parameters.logNestedService : parameters.logNestedDevice);
};

/** Callers and those who are silent so far, against stray calls. */
const weighCalls = (
  callTerms: CallTerms,
  calls: number,
  times: number,
  customers: number,
  start: number,
  minute: number,
): number => {
  const { meanDelay, gain } = callTerms;
  const silent = customers > calls ? customers - calls : 0;
  const elapsed = minute > start ? 1 - Math.exp((start - minute) / meanDelay) : 0;
  return weighCallers(callTerms, gain, calls, silent, elapsed) - (times - calls * start) / meanDelay;
};

/**
 * By how much the rate of a node falls, as a logarithm, because telemetry says of some of its devices that they are closed. Closed before the
 * fault says only that no word of an opening has come since, which tells more the longer it is; closed after it is a contradiction. Neither
 * makes an opening impossible.
 */
export const logClosed = (
  { tree, parameters }: FeederState,
  node: number,
  { closed }: NodeTelemetry,
  start: number,
  minute: number,
): number => {
  if (closed.length === 0) return 0;
  const { telemetryFreshMinutes: fresh, telemetry } = parameters.values;
  const { meanDelayMinutes, neverTold, closedThoughOpen } = telemetry;
  const whole = Math.exp(tree.logRate[node] as number);
  let rate = whole;
  for (const { rate: own, at } of closed) {
    const current = Math.min(1, Math.max(0, 2 - (minute - at) / fresh));
    const untold = neverTold + (1 - neverTold) * Math.exp(Math.min(0, start - minute) / meanDelayMinutes);
    rate -= own * current * (1 - (at > start ? closedThoughOpen : untold));
  }
  return Math.log(Math.max(rate / whole, LEAST_OF_RATE));
};

/** Against rounding where all devices of a node are closed. */
const LEAST_OF_RATE = 1e-9;

/** How many of these times are later. */
export const countAfter = (ascending: readonly number[], start: number): number => {
  let i = ascending.length;
  while (i > 0 && (ascending[i - 1] as number) > start) i--;
  return ascending.length - i;
};
