import type { DeviceKind, PredictionValues } from '../../rules/prediction-parameters.ts';
import { DEVICE_KINDS } from '../../rules/prediction-parameters.ts';
import type { NetworkModel } from '../model.ts';
import { nodeOfSlot, posterior } from './best-set.ts';
import { corrected } from './calibration/correct.ts';
import { countsFor } from './count-evidence.ts';
import { customersBetween } from './customers-between.ts';
import type { Entry, Feeder } from './feeder.ts';
import type { FeederState } from './feeder-state.ts';
import { toMilliseconds } from './minutes.ts';
import { deviceName, nodeOfDevice, sameAs, servicePointName } from './name-devices.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { isService } from './prediction-tree.ts';
import type { DevicePrediction } from './predictor.ts';
import { likeliestStart } from './rescore.ts';

/**
 * What a tree's evidence means as of its last refresh: devices above the threshold, and service points with a sign of trouble that no such
 * device explains, each by itself: one caller speaks of one service, whatever stands above it.
 */
export const describePredictions = (
  model: NetworkModel,
  feeder: Feeder,
  values: PredictionValues,
  minute: number,
): DevicePrediction[] => {
  const { state } = feeder;
  if (state === null || state.slots === 0) return [];
  const { failed, probability } = posterior(state);
  const at = probabilityByNode(state, probability);
  const signs = unsettled(feeder);
  const taken = new Set<Entry>();
  const found: DevicePrediction[] = [];
  const describe = (node: number, level: 'device' | 'service', own: readonly Entry[], since: number) => {
    found.push(described({ model, feeder, values, state, probability, signs }, { node, level, own, since }));
  };

  for (const { node, since, own, isCommanded } of explained(feeder, values, failed, at, signs, minute)) {
    for (const entry of own) taken.add(entry);
    if (!isCommanded) describe(node, 'device', own, since);
  }

  const byPoint = new Map<number, Entry[]>();
  for (const entry of signs) {
    const { kind } = entry.evidence;
    if (taken.has(entry) || kind === 'powerOn' || kind === 'noResponse') continue;
    const leaf = feeder.leafOf(entry.consumer);
    const list = byPoint.get(leaf);
    if (list) list.push(entry);
    else byPoint.set(leaf, [entry]);
  }
  for (const [leaf, own] of byPoint) describe(leaf, 'service', own, (own[0] as Entry).at);
  return found;
};

/** What a tree's evidence says of one of its devices as of its last refresh, however unlikely it is that this one has opened. */
export const describeDevice = (
  model: NetworkModel,
  feeder: Feeder,
  device: number,
  values: PredictionValues,
  minute: number,
): DevicePrediction | null => {
  const { tree, state } = feeder;
  const node = nodeOfDevice(tree, device);
  if (state === null || node < 0) return null;
  const { probability } = posterior(state);
  const slot = state.slotOf.get(node);
  const since = slot === undefined ? minute : likeliestStart(state, slot, minute);
  const signs = unsettled(feeder);
  const own = signs.filter((entry) => isBelow(feeder, node, entry) && entry.at > since - 1);
  const found = described({ model, feeder, values, state, probability, signs }, { node, level: 'device', own, since });
  const name = model.edges.ids[device] as string;
  return { ...found, device: name, same: [found.device, ...found.same].filter((other) => other !== name) };
};

type Description = Pick<Explained, 'node' | 'since' | 'own'> & { readonly level: 'device' | 'service' };
type Described = {
  readonly model: NetworkModel;
  readonly feeder: Feeder;
  readonly values: PredictionValues;
  readonly state: FeederState;
  readonly probability: Float64Array;
  readonly signs: readonly Entry[];
};

const described = (
  { model, feeder, values, state, probability, signs }: Described,
  { node, level, own, since }: Description,
): DevicePrediction => ({
  device: level === 'device' ? deviceName(model, feeder, node) : servicePointName(model, feeder, node),
  probability: corrected(values.calibration[kindOf(feeder.tree, node)], probabilityByNode(state, probability)(node)),
  level,
  since: toMilliseconds(since),
  evidence: own.map(({ evidence }) => evidence.id),
  counts: countsFor(model, feeder, node, own, signs, since),
  runnersUp: runnersUp(model, feeder, node, state, probability),
  same: sameAs(model, feeder, node),
  ...(level === 'device' && { between: customersBetween(feeder.tree, state, probability, node) }),
});

const unsettled = (feeder: Feeder): readonly Entry[] =>
  feeder.entries.slice(0, feeder.taken).filter((entry) => !isSettled(feeder, entry));

const isBelow = ({ tree, leafOf }: Feeder, node: number, { consumer }: Entry): boolean => {
  const leaf = leafOf(consumer);
  return leaf >= node && leaf < (tree.end[node] as number);
};

/** The evidence that an open prediction of this tree rests on, as of its last refresh. */
export const explaining = (feeder: Feeder, values: PredictionValues, minute: number): ReadonlySet<Entry> => {
  const { state } = feeder;
  if (state === null || feeder.isStale) return new Set();
  const { failed, probability } = posterior(state);
  const at = probabilityByNode(state, probability);
  return new Set(explained(feeder, values, failed, at, unsettled(feeder), minute).flatMap(({ own }) => own));
};

const probabilityByNode =
  (state: FeederState, probability: Float64Array) =>
  (node: number): number => {
    const slot = state.slotOf.get(node);
    return slot === undefined ? 0 : (probability[slot] as number);
  };

type Explained = {
  readonly node: number;
  readonly since: number;
  readonly own: readonly Entry[];
  /** Somebody ordered it open: it explains what is below and is no outage to be shown. */
  readonly isCommanded: boolean;
};

/** Devices that have failed likely enough to be shown, with what they explain. */
const explained = (
  feeder: Feeder,
  values: PredictionValues,
  failed: readonly number[],
  probabilityOf: (node: number) => number,
  signs: readonly Entry[],
  minute: number,
): Explained[] => {
  const { tree } = feeder;
  const state = feeder.state as FeederState;
  const found: Explained[] = [];
  for (const slot of failed) {
    const node = nodeOfSlot(state, slot);
    const telemetry = feeder.telemetry.get(node);
    const isCommanded = telemetry !== undefined && telemetry.openSince !== null && telemetry.commanded;
    if (isService(tree, node) || (probabilityOf(node) < values.show.predicted && !isCommanded)) continue;
    const opened = telemetry?.openSince ?? null;
    const start = opened ?? likeliestStart(state, slot, minute);
    const from = start - 1 - (opened === null ? 0 : values.telemetry.latestMinutes);
    const own = signs.filter((entry) => isBelow(feeder, node, entry) && entry.at > from);
    found.push({ node, since: opened === null ? beganAt(start, own) : openedAt(opened, own), own, isCommanded });
  }
  return found;
};

/** A meter gasps as it loses supply: where a gasp comes before anything else, it is the beginning and not only a sign of one. */
const beganAt = (start: number, [first]: readonly Entry[]): number =>
  first?.evidence.kind === 'lastGasp' ? Math.max(start, first.at) : start;

/** The word of telemetry may come late: a meter that gasped before it tells the beginning. */
const openedAt = (told: number, own: readonly Entry[]): number =>
  own.reduce((first, { evidence, at }) => (evidence.kind === 'lastGasp' ? Math.min(first, at) : first), told);

const isSettled = (feeder: Feeder, { consumer, at, evidence }: Entry): boolean => {
  const { restoredAt, settledAt, leafOf, isApart } = feeder;
  const leaf = leafOf(consumer);
  if (isApart(consumer) && evidence.kind !== 'powerOn') return true;
  if (restoredAt !== null && at <= (restoredAt[leaf] as number)) return true;
  return evidence.kind !== 'powerOn' && at <= (settledAt.get(leaf) ?? 0);
};

const kindOf = (tree: PredictionTree, node: number): DeviceKind =>
  DEVICE_KINDS[tree.kind[node] as number] as DeviceKind;

const RUNNERS_UP = 3;
const WORTH_NAMING = 0.005;

/** The likeliest others on the way up and below. */
const runnersUp = (
  model: NetworkModel,
  feeder: Feeder,
  node: number,
  state: FeederState,
  probability: Float64Array,
): { device: string; probability: number }[] => {
  const { tree } = feeder;
  const others: { node: number; probability: number }[] = [];
  for (const [other, slot] of state.slotOf) {
    const p = probability[slot] as number;
    if (other === node || p < WORTH_NAMING || isService(tree, other)) continue;
    const liesBelow = other > node && other < (tree.end[node] as number);
    const liesAbove = node > other && node < (tree.end[other] as number);
    if (liesBelow || liesAbove) others.push({ node: other, probability: p });
  }
  return others
    .sort((a, b) => b.probability - a.probability || a.node - b.node)
    .slice(0, RUNNERS_UP)
    .map((other) => ({ device: deviceName(model, feeder, other.node), probability: other.probability }));
};
