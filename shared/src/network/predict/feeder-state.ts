import type { PredictionTree } from './prediction-tree.ts';
import type { ScoreParameters } from './score-parameters.ts';

/** What telemetry says of the devices of one tree node. */
export type NodeTelemetry = {
  /** Since when one of them is open, minutes; null where none is. */
  readonly openSince: number | null;
  /** Whether somebody ordered that: then it explains what lies below and is no outage to be shown. */
  readonly commanded: boolean;
  /** Edge numbers of those that are open. */
  readonly open: readonly number[];
  /** Closed ones: outages per minute of each, and when it was last said to be closed. */
  readonly closed: readonly { readonly device: number; readonly rate: number; readonly at: number }[];
};

/**
 * Evidence on one tree, and the scores it leads to. Only nodes above evidence exist, each as a slot of `cells`; a slot's numbers stand
 * side by side because a call touches all of them. Times are minutes.
 *
 * Scores are held twice: `EVENT` as of the last evidence at the node, which decides what later evidence is counted for, and `NOW` as of the
 * last refresh, from which answers are read. So a refresh never changes what the next call means.
 */
export type FeederState = {
  readonly tree: PredictionTree;
  readonly parameters: ScoreParameters;
  readonly layout: Layout;
  readonly slotOf: Map<number, number>;
  slots: number;
  cells: Float64Array;
  marks: Float64Array;
  marksUsed: number;
  /** Times of meters below each slot that answered, and that stayed silent: the latest of each meter, ascending. */
  readonly on: (number[] | undefined)[];
  readonly off: (number[] | undefined)[];
  /** The latest answer of each leaf's meter. */
  readonly pings: Map<number, { readonly at: number; readonly on: boolean }>;
  /** Slots by falling node number: children before their parents. */
  order: number[];
  orderIsComplete: boolean;
  telemetry: ReadonlyMap<number, NodeTelemetry>;
  /** By node above devices that telemetry says are open: what lies below those, and is dark already. */
  aboveOpen: ReadonlyMap<number, Below>;
  /** Log of how likely each state of the weather is here, given what is heard on all other feeders, as of the last refresh. */
  logWeight: Float64Array;
  /** What a front makes of it as of the last refresh; null where none is likely. */
  front: OfFront | null;
  /** By node: since when everything below has supply back, or 0. Null where nothing was restored. */
  readonly restoredAt: Float64Array | null;
  readonly isNight: (minute: number) => boolean;
};

/** P(there was a front and it struck here), when it began, and of each slot P(there was one and it has failed in it). */
type OfFront = {
  readonly chance: number;
  readonly start: number;
  readonly probability: Float64Array;
};

type Below = { readonly customers: number; readonly meters: number };

/** Offsets into a slot's cells. The fields of a block come once for each state of the weather. */
export type Layout = {
  readonly states: number;
  readonly stride: number;
  readonly event: Block;
  readonly now: Block;
  /** What unclaimed evidence has added to the children's Z. */
  readonly u: number;
  readonly markStride: number;
  /** Offset into a mark. */
  readonly markM: number;
};
export type Block = {
  readonly score: number;
  readonly z: number;
  readonly v: number;
  readonly m: number;
  readonly mv: number;
};

/** Single fields at the front of a slot. */
export const NODE = 0;
export const PARENT = 1;
/** Calls: weight and weighted sum of times; the same without those that an outage below explains. */
export const CALLS = 2;
export const CALL_TIMES = 3;
export const OPEN_CALLS = 4;
export const OPEN_CALL_TIMES = 5;
export const GASPS = 6;
export const OPEN_GASPS = 7;
export const LAST = 8;
export const MARKS = 9;
export const MARK_START = 10;
export const MARK_CAPACITY = 11;
export const SCORED_AT = 12;
export const BURST = 13;
export const OPEN_BURST = 14;
const FIELDS = 15;

/**
 * Fields of a mark in time, each as it was just before a burst of evidence: the totals that no outage below claimed, all totals, and for each
 * state of the weather what unclaimed evidence had added to the children's Z, and that Z (M) itself.
 */
export const MARK_TIME = 0;
export const MARK_BEFORE = 1;
export const MARK_CALLS = 2;
export const MARK_CALL_TIMES = 3;
export const MARK_GASPS = 4;
export const MARK_NIGHT = 5;
export const MARK_ALL_CALLS = 6;
export const MARK_ALL_CALL_TIMES = 7;
export const MARK_ALL_GASPS = 8;
export const MARK_U = 9;

export const layoutFor = (states: number): Layout => {
  const block = (at: number): Block => ({
    score: at,
    z: at + states,
    v: at + 2 * states,
    m: at + 3 * states,
    mv: at + 4 * states,
  });
  return {
    states,
    stride: FIELDS + 11 * states,
    event: block(FIELDS),
    now: block(FIELDS + 5 * states),
    u: FIELDS + 10 * states,
    markStride: MARK_U + 2 * states,
    markM: MARK_U + states,
  };
};

export const newFeederState = (
  given: Pick<FeederState, 'tree' | 'parameters' | 'telemetry' | 'restoredAt' | 'isNight'>,
): FeederState => ({
  ...given,
  aboveOpen: aboveOpen(given.tree, given.telemetry),
  logWeight: given.parameters.logStateWeight,
  front: null,
  layout: layoutFor(given.parameters.logStateWeight.length),
  slotOf: new Map(),
  slots: 0,
  cells: new Float64Array(0),
  marks: new Float64Array(0),
  marksUsed: 0,
  on: [],
  off: [],
  pings: new Map(),
  order: [],
  orderIsComplete: true,
});

/** Whether it is likelier that a front struck here than that the feeder is by itself. */
export const isFront = ({ front }: FeederState): boolean => front !== null && front.chance > 0.5;

/** Nodes above open devices, and what lies below the topmost of these. */
export const aboveOpen = (
  { parent, customers, meters }: PredictionTree,
  telemetry: FeederState['telemetry'],
): ReadonlyMap<number, Below> => {
  const found = new Map<number, Below>();
  const open = [...telemetry].flatMap(([node, { openSince }]) => (openSince === null ? [] : [node]));
  const isOpen = new Set(open);
  for (const node of open) {
    const above: number[] = [];
    for (let up = parent[node] as number; up >= 0; up = parent[up] as number) above.push(up);
    if (above.some((up) => isOpen.has(up))) continue;
    for (const up of above) {
      const others = found.get(up) ?? { customers: 0, meters: 0 };
      found.set(up, {
        customers: others.customers + (customers[node] as number),
        meters: others.meters + (meters[node] as number),
      });
    }
  }
  return found;
};

/** The slot of a node, with those of all nodes above it; new ones hold no evidence yet. */
export const slotFor = (state: FeederState, node: number): number => {
  const known = state.slotOf.get(node);
  if (known !== undefined) return known;
  const above = state.tree.parent[node] as number;
  const parent = above < 0 ? -1 : slotFor(state, above);
  const { stride, markStride, event, now, states } = state.layout;
  const slot = state.slots++;
  if (state.slots * stride > state.cells.length) state.cells = grown(state.cells, state.slots * stride);
  const at = slot * stride;
  const { cells } = state;
  cells[at + NODE] = node;
  cells[at + PARENT] = parent;
  cells[at + LAST] = Number.NEGATIVE_INFINITY;
  cells[at + SCORED_AT] = Number.NEGATIVE_INFINITY;
  const single = (state.tree.customers[node] as number) === 1;
  const capacity = single ? MARKS_OF_ONE_CUSTOMER : MAX_MARKS;
  cells[at + MARK_START] = state.marksUsed;
  cells[at + MARK_CAPACITY] = capacity;
  state.marksUsed += capacity * markStride;
  if (state.marksUsed > state.marks.length) state.marks = grown(state.marks, state.marksUsed);
  for (let h = 0; h < states; h++) {
    cells[at + event.score + h] = Number.NEGATIVE_INFINITY;
    cells[at + now.score + h] = Number.NEGATIVE_INFINITY;
  }
  state.slotOf.set(node, slot);
  state.orderIsComplete = false;
  return slot;
};

const MAX_MARKS = 10;
const MARKS_OF_ONE_CUSTOMER = 3;

const grown = (from: Float64Array, atLeast: number): Float64Array => {
  const to = new Float64Array(Math.max(atLeast, from.length * 2, 256));
  to.set(from);
  return to;
};
