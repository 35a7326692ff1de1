import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import { isNight } from '../../rules/prediction-parameters.ts';
import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { PHASES, sectionOfNode } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import { NORMAL } from '../overlay.ts';
import type { Ranges } from '../ranges.ts';
import { hasSection, pairs, subtractRanges, unionRanges } from '../ranges.ts';
import { describePredictions, explaining } from './describe-predictions.ts';
import { drawnNetwork } from './drawn-network.ts';
import type { Entry, Feeder } from './feeder.ts';
import { addEntry, compareEntries, newFeeder, refreshFeeder } from './feeder.ts';
import type { NodeTelemetry } from './feeder-state.ts';
import { toMilliseconds, toMinutes } from './minutes.ts';
import type { PredictionTree } from './prediction-tree.ts';
import type { DevicePrediction, Evidence, KnownOutage, Position, Predictor } from './predictor.ts';
import { scoreParameters } from './score-parameters.ts';

export type PredictorOptions = {
  readonly parameters: PredictionValues;
  /** How many meters of a service point send last gasps and can be asked; none by default. */
  readonly meters?: (servicePoint: string) => number;
  readonly overlay?: Overlay;
  readonly known?: readonly KnownOutage[];
  /** Hour of local time (0 … 23) at an instant in milliseconds; by default that of UTC+8. */
  readonly localHour?: (at: number) => number;
};

/**
 * The Bayesian predictor of a network version: which protective devices have most likely opened, given calls, meters and telemetry. A tree
 * search that is exact for the model of its parameters (engineering defaults): faults are independent given the weather of a feeder, a
 * share of those without supply calls after exponential delays, strays call at random.
 *
 * Memory: about 45 bytes for each service point and node of the network, and 1 kB for each node above evidence.
 */
export const createPredictor = (model: NetworkModel, options: PredictorOptions): Predictor => {
  const { parameters: values, localHour = hourInChina } = options;
  const parameters = scoreParameters(values);
  const night = (minute: number) => isNight(values.calling.nightHours, localHour(toMilliseconds(minute)));
  const { node: nodeOf } = networkIds(model);
  const { nodeStart } = model.sections;
  let dead: Ranges = [];
  const network = drawnNetwork({
    model,
    parameters: values,
    meters: options.meters ?? (() => 0),
    isDead: (section) => hasSection(dead, section),
  });

  /** Where each service point is: the number of its tree, and its node there. */
  const treeAt = new Int32Array(model.nodes.ids.length).fill(-1);
  const leafAt = new Int32Array(model.nodes.ids.length);
  const treeOfDevice = new Map<number, PredictionTree>();
  const treeByNumber: (PredictionTree | undefined)[] = [];
  const numberOfTree = new Map<PredictionTree, number>();
  const feeders = new Map<PredictionTree, Feeder>();
  const entries = new Map<string, Entry>();
  const positions = new Map<number, Position>();
  const restoredAt = new Map<number, number>();
  /** Trees with devices of which telemetry has said something since they were last refreshed. */
  const heardOf = new Set<PredictionTree>();
  let refreshedAt = 0;

  const leafOf = (consumer: number) => leafAt[consumer] as number;

  const phasesOf = (device: number): number => {
    const bits = model.edges.phases[device] as number;
    return [PHASES.A, PHASES.B, PHASES.C].filter((phase) => (bits & phase) !== 0).length;
  };

  const place = (tree: PredictionTree): void => {
    const number = treeByNumber.length;
    treeByNumber.push(tree);
    numberOfTree.set(tree, number);
    for (const device of tree.devices) treeOfDevice.set(device, tree);
    for (let node = 0; node < tree.size; node++) {
      const consumer = tree.consumer[node] as number;
      if (consumer < 0) continue;
      treeAt[consumer] = number;
      leafAt[consumer] = node;
    }
  };

  const displace = (tree: PredictionTree): void => {
    const number = numberOfTree.get(tree) as number;
    treeByNumber[number] = undefined;
    numberOfTree.delete(tree);
    heardOf.delete(tree);
    for (const device of tree.devices) treeOfDevice.delete(device);
    for (let node = 0; node < tree.size; node++) {
      const consumer = tree.consumer[node] as number;
      if (consumer >= 0 && treeAt[consumer] === number) treeAt[consumer] = -1;
    }
  };

  const feederFor = (tree: PredictionTree): Feeder => {
    let feeder = feeders.get(tree);
    if (feeder === undefined) {
      feeder = newFeeder({
        tree,
        parameters,
        leafOf,
        isNight: night,
        phasesOf,
        telemetry: telemetryOf(tree),
        restoredAt: restoredIn(tree),
      });
      feeders.set(tree, feeder);
    }
    return feeder;
  };

  const treeOfEntry = ({ consumer }: Entry): PredictionTree | undefined => treeByNumber[treeAt[consumer] as number];

  const telemetryOf = (tree: PredictionTree): ReadonlyMap<number, NodeTelemetry> => {
    const found = new Map<number, NodeTelemetry>();
    if (positions.size === 0) return found;
    for (let node = 0; node < tree.size; node++) {
      let openSince: number | null = null;
      let commanded = false;
      const open: number[] = [];
      const closed: { device: number; rate: number; at: number }[] = [];
      const to = tree.deviceStart[node + 1] as number;
      for (let i = tree.deviceStart[node] as number; i < to; i++) {
        const device = tree.devices[i] as number;
        const said = positions.get(device);
        if (said === undefined) continue;
        const at = toMinutes(said.at);
        if (said.position === 'closed') closed.push({ device, rate: tree.deviceRate[i] as number, at });
        else {
          open.push(device);
          if (openSince === null || at < openSince) {
            openSince = at;
            commanded = said.commanded;
          }
        }
      }
      if (open.length > 0 || closed.length > 0) found.set(node, { openSince, commanded, open, closed });
    }
    return found;
  };

  const restoredIn = (tree: PredictionTree): Float64Array | null => {
    if (restoredAt.size === 0) return null;
    const since = new Float64Array(tree.size).fill(Number.POSITIVE_INFINITY);
    let any = false;
    for (let node = tree.size - 1; node >= 0; node--) {
      const consumer = tree.consumer[node] as number;
      if (consumer >= 0) {
        const at = restoredAt.get(sectionOfNode(model, consumer)) ?? 0;
        since[node] = at;
        any ||= at > 0;
      }
      const parent = tree.parent[node] as number;
      if (parent >= 0 && (since[node] as number) < (since[parent] as number)) since[parent] = since[node] as number;
    }
    return any ? since : null;
  };

  const treesIn = (touched: Iterable<number>): ReadonlySet<PredictionTree> => {
    const found = new Set<PredictionTree>();
    for (const section of touched) {
      for (let node = nodeStart[section] as number; node < (nodeStart[section + 1] as number); node++) {
        const tree = treeByNumber[treeAt[node] as number];
        if (tree !== undefined) found.add(tree);
      }
    }
    return found;
  };

  for (const tree of network.trees) place(tree);

  const setNetworkState = (overlay: Overlay, known: readonly KnownOutage[]): void => {
    const before = dead;
    dead = known.reduce<Ranges>((all, outage) => unionRanges(all, outage.dead), []);
    const changed = [...pairs(subtractRanges(before, dead)), ...pairs(subtractRanges(dead, before))];
    const { gone, drawn } = network.change(overlay, sectionsIn(changed));
    if (drawn.length === 0 && gone.length === 0) return;
    const moved: Entry[] = [];
    for (const tree of gone) {
      displace(tree);
      feeders.delete(tree);
    }
    for (const tree of drawn) place(tree);
    const isNew = new Set(drawn);
    for (const entry of entries.values()) {
      const tree = treeOfEntry(entry);
      if (tree !== undefined && isNew.has(tree)) moved.push(entry);
    }
    for (const entry of moved.sort(compareEntries)) feederFor(treeOfEntry(entry) as PredictionTree).entries.push(entry);
    for (const tree of drawn) if ([...telemetryOf(tree).values()].some(isOpen)) feederFor(tree);
  };
  setNetworkState(options.overlay ?? NORMAL, options.known ?? []);

  function* refreshing(at: number): Generator<void> {
    refreshedAt = toMinutes(at);
    for (const feeder of feeders.values()) {
      if (heardOf.delete(feeder.tree)) feeder.telemetry = telemetryOf(feeder.tree);
      refreshFeeder(feeder, refreshedAt);
      yield;
    }
  }

  return {
    add: (evidence) => {
      const key = keyOf(evidence);
      const consumer = nodeOf(evidence.servicePoint);
      if (entries.has(key) || consumer === undefined || model.nodes.class[consumer] !== CONSUMER) return;
      const at = toMinutes(evidence.at);
      const due = evidence.kind === 'lastGasp' ? releasedAt(at, values.meters.holdSeconds) : at;
      const entry: Entry = { evidence, consumer, at, due };
      entries.set(key, entry);
      const tree = treeOfEntry(entry);
      if (tree !== undefined) addEntry(feederFor(tree), entry);
    },
    position: (position) => {
      const device = network.edgeOf(position.device);
      if (device === undefined) return;
      const known = positions.get(device);
      if (known && !replaces(position, known)) return;
      positions.set(device, position);
      const tree = treeOfDevice.get(device);
      if (tree === undefined) return;
      const feeder = feeders.get(tree);
      if (feeder === undefined) {
        if (position.position === 'open') feederFor(tree);
        return;
      }
      heardOf.add(tree);
      // A position said again only stays fresh.
      if (known?.position !== position.position || position.position === 'open') feeder.isStale = true;
    },
    setNetworkState,
    restored: (ranges, at) => {
      const minute = toMinutes(at);
      for (const section of sectionsIn([...pairs(ranges)])) {
        if (minute > (restoredAt.get(section) ?? 0)) restoredAt.set(section, minute);
      }
      for (const tree of treesIn(sectionsIn([...pairs(ranges)]))) {
        const feeder = feeders.get(tree);
        if (feeder === undefined) continue;
        feeder.restoredAt = restoredIn(tree);
        feeder.isStale = true;
      }
    },
    refresh: (at) => {
      for (const _ of refreshing(at));
    },
    refreshing,
    predictions: () => {
      const found: DevicePrediction[] = [];
      for (const feeder of feeders.values()) found.push(...describePredictions(model, feeder, values, refreshedAt));
      return found.sort(byLikelihood);
    },
    forget: (before) => {
      const minute = toMinutes(before);
      for (const [tree, feeder] of [...feeders]) {
        if (feeder.isStale) refreshFeeder(feeder, refreshedAt);
        if (!feeder.entries.some(({ at }) => at < minute)) continue;
        const kept = explaining(feeder, values, refreshedAt);
        const forgotten = feeder.entries.filter((entry) => entry.at < minute && !kept.has(entry));
        for (const entry of forgotten) entries.delete(keyOf(entry.evidence));
        const remaining = feeder.entries.filter((entry) => entry.at >= minute || kept.has(entry));
        feeders.delete(tree);
        if (remaining.length === 0 && ![...feeder.telemetry.values()].some(isOpen)) continue;
        feederFor(tree).entries.push(...remaining);
      }
      for (const [key, entry] of entries) {
        if (entry.at < minute && treeOfEntry(entry) === undefined) entries.delete(key);
      }
      for (const [section, at] of restoredAt) if (at < minute) restoredAt.delete(section);
    },
    size: () => {
      let activeNodes = 0;
      for (const feeder of feeders.values()) activeNodes += feeder.state?.slots ?? 0;
      return { evidence: entries.size, activeNodes };
    },
  };
};

const CONSUMER = NODE_CLASSES.indexOf('EnergyConsumer');

/** What comes twice counts once. */
const keyOf = ({ kind, id }: Evidence): string => `${kind}:${id}`;

const hourInChina = (at: number): number => Math.floor(at / 3_600_000 + 8) % 24;

/** Held last gasps are released together, at the next quarter of a minute: most of an outage's come at once. */
const releasedAt = (at: number, holdSeconds: number): number => Math.ceil((at + holdSeconds / 60) * 4) / 4;

const isOpen = ({ openSince }: NodeTelemetry): boolean => openSince !== null;

/** The later one; of two at the same instant the open one. */
const replaces = (next: Position, known: Position): boolean =>
  next.at > known.at || (next.at === known.at && next.position === 'open' && known.position === 'closed');

function* sectionsIn(ranges: readonly (readonly [number, number])[]): Generator<number> {
  for (const [from, to] of ranges) for (let section = from; section < to; section++) yield section;
}

const byLikelihood = (a: DevicePrediction, b: DevicePrediction): number =>
  b.probability - a.probability || (a.device < b.device ? -1 : 1);
