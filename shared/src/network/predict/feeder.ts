import type { Sign } from './apply-evidence.ts';
import { applyPing, applySigns, applyTelemetry } from './apply-evidence.ts';
import type { FeederState, NodeTelemetry } from './feeder-state.ts';
import { aboveOpen, newFeederState } from './feeder-state.ts';
import type { Heard } from './front-explains.ts';
import type { PredictionTree } from './prediction-tree.ts';
import type { Evidence } from './predictor.ts';
import type { ScoreParameters } from './score-parameters.ts';
import { weighSilence } from './weigh-silence.ts';

/** Evidence with its place and time on a tree. Times are minutes. */
export type Entry = {
  readonly evidence: Evidence;
  /** Node of the network model. */
  readonly consumer: number;
  readonly at: number;
  /** When it counts: a last gasp is held back until it is clear that no reclosing followed. */
  readonly due: number;
};

/**
 * One tree with its evidence in the order of its time. Evidence that comes in order is taken in at once; whatever comes late, or shows that
 * something earlier is settled, makes the tree take in all of it again at the next refresh. So the scores follow from what was said and not from
 * the order of saying.
 */
export type Feeder = {
  readonly tree: PredictionTree;
  readonly parameters: ScoreParameters;
  readonly leafOf: (consumer: number) => number;
  readonly isNight: (minute: number) => boolean;
  /** Whether a service point is known to be out by itself: what is said there is a sign of nothing above it. */
  readonly isApart: (consumer: number) => boolean;
  /** How many phases a device has, by edge number. */
  readonly phasesOf: (device: number) => number;
  readonly entries: Entry[];
  telemetry: ReadonlyMap<number, NodeTelemetry>;
  /** By node: since when everything below has supply back; null where nothing was restored. */
  restoredAt: Float64Array | null;
  /** How many entries `state` has taken in; what it holds is void while `isStale`. */
  taken: number;
  isStale: boolean;
  state: FeederState | null;
  counted: Map<number, Counted>;
  /** Signs as they were counted. */
  heard: Heard[];
  /** When the meter of a leaf last said that it has supply: what was said there before is settled. */
  settledAt: Map<number, number>;
};

/** What one service point has said so far, so that nobody counts twice. */
type Counted = { calls: number; partials: number; gasps: number };

export const newFeeder = (
  given: Pick<
    Feeder,
    'tree' | 'parameters' | 'leafOf' | 'isNight' | 'isApart' | 'phasesOf' | 'telemetry' | 'restoredAt'
  >,
): Feeder => ({
  ...given,
  entries: [],
  taken: 0,
  isStale: true,
  state: null,
  counted: new Map(),
  heard: [],
  settledAt: new Map(),
});

/** Puts an entry where its time belongs, and takes it in if nothing later was taken in before. */
export const addEntry = (feeder: Feeder, entry: Entry): void => {
  const { entries } = feeder;
  let i = entries.length;
  while (i > 0 && compareEntries(entries[i - 1] as Entry, entry) > 0) i--;
  entries.splice(i, 0, entry);
  const before = entries[feeder.taken - 1];
  const splitsGasps = entry.evidence.kind === 'lastGasp' && before?.due === entry.due;
  if (i < feeder.taken || splitsGasps) feeder.isStale = true;
  const isReady = !feeder.isStale || entries.length === 1;
  if (isReady && i >= feeder.taken && entry.evidence.kind !== 'lastGasp') takeIn(feeder, entry.due);
};

/** Everything that is due by `minute`, and the silence until then. */
export const refreshFeeder = (feeder: Feeder, minute: number): void => {
  const last = feeder.entries[feeder.taken - 1];
  if (last !== undefined && last.due > minute) feeder.isStale = true;
  takeIn(feeder, minute);
  const state = feeder.state as FeederState;
  state.telemetry = feeder.telemetry;
  state.aboveOpen = aboveOpen(feeder.tree, feeder.telemetry);
  weighSilence(state, minute);
};

/** By when it counts, then by what it is: the same for any order of arrival. */
export const compareEntries = (a: Entry, b: Entry): number =>
  a.due - b.due ||
  KIND_ORDER[a.evidence.kind] - KIND_ORDER[b.evidence.kind] ||
  a.at - b.at ||
  (a.evidence.id < b.evidence.id ? -1 : a.evidence.id > b.evidence.id ? 1 : 0);

const KIND_ORDER = { powerOn: 0, noResponse: 1, call: 2, partial: 3, lastGasp: 4 } as const;

const takeIn = (feeder: Feeder, minute: number): void => {
  const { entries } = feeder;
  let to = feeder.isStale ? 0 : feeder.taken;
  if (feeder.isStale) feeder.settledAt.clear();
  for (; to < entries.length && (entries[to] as Entry).due <= minute; to++) {
    const { evidence, consumer, at } = entries[to] as Entry;
    if (evidence.kind !== 'powerOn') continue;
    const leaf = feeder.leafOf(consumer);
    if (at > (feeder.settledAt.get(leaf) ?? 0)) feeder.settledAt.set(leaf, at);
    if (feeder.counted.has(leaf)) feeder.isStale = true;
  }
  if (feeder.isStale) startAgain(feeder);
  while (feeder.taken < to) takeNext(feeder, to);
};

const startAgain = (feeder: Feeder): void => {
  feeder.state = newFeederState(feeder);
  feeder.counted.clear();
  feeder.heard = [];
  feeder.taken = 0;
  feeder.isStale = false;
  for (const [node, { openSince }] of [...feeder.telemetry].sort((a, b) => a[0] - b[0])) {
    if (openSince !== null) applyTelemetry(feeder.state, node, openSince);
  }
};

const takeNext = (feeder: Feeder, to: number): void => {
  const state = feeder.state as FeederState;
  const entry = feeder.entries[feeder.taken++] as Entry;
  const { kind } = entry.evidence;
  const leaf = feeder.leafOf(entry.consumer);
  if (kind === 'powerOn' || kind === 'noResponse') {
    if (!isRestored(feeder, leaf, entry)) applyPing(state, leaf, entry.at, kind === 'powerOn');
  } else if (kind === 'lastGasp') {
    const signs = signOf(feeder, leaf, entry);
    for (; feeder.taken < to; feeder.taken++) {
      const next = feeder.entries[feeder.taken] as Entry;
      if (next.evidence.kind !== 'lastGasp' || next.due !== entry.due) break;
      signs.push(...signOf(feeder, feeder.leafOf(next.consumer), next));
    }
    if (signs.length > 0) applySigns(state, signs, 'gasp', entry.due);
    for (const sign of signs) feeder.heard.push({ ...sign, kind: 'gasp' });
  } else {
    const signs = signOf(feeder, leaf, entry);
    if (signs.length > 0) applySigns(state, signs, 'call', entry.at);
    for (const sign of signs) feeder.heard.push({ ...sign, kind: 'call' });
  }
};

const isRestored = ({ restoredAt }: Feeder, leaf: number, { at }: Entry): boolean =>
  restoredAt !== null && at <= (restoredAt[leaf] as number);

/** Nothing where it is settled, or was counted before: as many callers count as the service point has customers. */
const signOf = (feeder: Feeder, leaf: number, entry: Entry): Sign[] => {
  if (feeder.isApart(entry.consumer)) return [];
  if (isRestored(feeder, leaf, entry) || entry.at <= (feeder.settledAt.get(leaf) ?? 0)) return [];
  let counted = feeder.counted.get(leaf);
  if (counted === undefined) {
    counted = { calls: 0, partials: 0, gasps: 0 };
    feeder.counted.set(leaf, counted);
  }
  const { tree, parameters } = feeder;
  const weight = newWeight(counted, entry.evidence.kind, {
    customers: tree.customers[leaf] as number,
    meters: Math.max(1, tree.meters[leaf] as number),
    partial: parameters.values.partialWeight,
    further: parameters.values.calling.otherHousehold,
  });
  if (weight <= 0) return [];
  const sign = { leaf, at: entry.at, weight };
  return [entry.evidence.kind === 'partial' ? { ...sign, highest: highestForPartial(feeder, leaf) } : sign];
};

/**
 * A customer behind a transformer on one phase cannot have lost one phase of several: dim lights there come from that transformer or what is
 * below it. Elsewhere every device above may have opened on one phase.
 */
const highestForPartial = ({ tree, phasesOf }: Feeder, leaf: number): number => {
  for (let node = leaf; node >= 0; node = tree.parent[node] as number) {
    const device = tree.deviceStart[node + 1] as number;
    if (device === tree.deviceStart[node]) continue;
    return phasesOf(tree.devices[device - 1] as number) === 1 ? node : 0;
  }
  return 0;
};

const newWeight = (
  counted: Counted,
  kind: Evidence['kind'],
  limits: { readonly customers: number; readonly meters: number; readonly partial: number; readonly further: number },
): number => {
  if (kind === 'lastGasp') return counted.gasps < limits.meters ? ++counted.gasps && 1 : 0;
  const hasRoom = counted.calls + counted.partials < limits.customers;
  if (kind === 'partial') {
    if (!hasRoom) return 0;
    counted.partials++;
    return limits.partial;
  }
  if (!hasRoom && counted.partials === 0) return 0;
  counted.calls++;
  // Nobody says who called: the first has not called before, a further one may be the same again.
  if (hasRoom) return counted.calls + counted.partials === 1 ? 1 : limits.further;
  // Somebody who had partial supply has none now.
  counted.partials--;
  return 1 - limits.partial;
};
