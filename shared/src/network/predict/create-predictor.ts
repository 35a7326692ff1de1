import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import { isNight } from '../../rules/prediction-parameters.ts';
import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { PHASES } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import { NORMAL } from '../overlay.ts';
import type { Ranges } from '../ranges.ts';
import { hasSection, pairs, subtractRanges, unionRanges } from '../ranges.ts';
import { describeDevice, describePredictions, explaining } from './describe-predictions.ts';
import { drawnNetwork } from './drawn-network.ts';
import type { Entry, Feeder } from './feeder.ts';
import { addEntry, compareEntries, newFeeder, refreshFeeder } from './feeder.ts';
import type { FrontFeeder } from './front-explains.ts';
import { replaces, someOpen, telemetryIn } from './known-positions.ts';
import { metersToAsk } from './meters-to-ask.ts';
import { toMilliseconds, toMinutes } from './minutes.ts';
import { transformerAbove } from './name-devices.ts';
import type { Outlook } from './outlook.ts';
import { NOTHING_EXPECTED, outlookOf } from './outlook.ts';
import type { PredictionTree } from './prediction-tree.ts';
import type { DevicePrediction, Evidence, KnownOutage, Opinion, Position, Predictor } from './predictor.ts';
import { restoredSince } from './restored-since.ts';
import { scoreParameters } from './score-parameters.ts';
import { treePlaces } from './tree-places.ts';
import { weighTogether } from './weigh-front.ts';

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
  let dead: Ranges = [];
  let outages: readonly KnownOutage[] = [];
  /** Service points that are known to be out by themselves. */
  let apart: ReadonlySet<number> = new Set();
  const network = drawnNetwork({
    model,
    parameters: values,
    meters: options.meters ?? (() => 0),
    isDead: (section) => hasSection(dead, section),
  });

  const places = treePlaces(model);
  const feeders = new Map<PredictionTree, Feeder>();
  const entries = new Map<string, Entry>();
  const positions = new Map<number, Position>();
  const restoredAt = new Map<number, number>();
  /** Trees with devices of which telemetry has said something since they were last refreshed. */
  const heardOf = new Set<PredictionTree>();
  let refreshedAt = 0;
  let outlook: Outlook = NOTHING_EXPECTED;
  const asked = { parameters, isNight: night };

  const phasesOf = (device: number): number => {
    const bits = model.edges.phases[device] as number;
    return [PHASES.A, PHASES.B, PHASES.C].filter((phase) => (bits & phase) !== 0).length;
  };

  const feederFor = (tree: PredictionTree): Feeder => {
    let feeder = feeders.get(tree);
    if (feeder === undefined) {
      feeder = newFeederOn(tree, places.leafOf);
      feeders.set(tree, feeder);
    }
    return feeder;
  };

  const newFeederOn = (tree: PredictionTree, leafOf: (consumer: number) => number): Feeder =>
    newFeeder({
      tree,
      parameters,
      leafOf,
      isNight: night,
      isApart: (consumer) => apart.has(consumer),
      phasesOf,
      telemetry: telemetryIn(tree, positions),
      restoredAt: restoredSince(model, tree, restoredAt),
    });

  const treeOfEntry = ({ consumer }: Entry): PredictionTree | undefined => places.treeOf(consumer);

  for (const tree of network.trees) places.place(tree);

  const setApart = (known: readonly KnownOutage[]): void => {
    const before = apart;
    const points = known.flatMap(({ servicePoint }) =>
      servicePoint === undefined ? [] : (nodeOf(servicePoint) ?? []),
    );
    apart = new Set(points);
    for (const consumer of new Set([...before, ...apart])) {
      if (before.has(consumer) && apart.has(consumer)) continue;
      const tree = places.treeOf(consumer);
      const feeder = tree === undefined ? undefined : feeders.get(tree);
      if (feeder !== undefined) feeder.isStale = true;
    }
  };

  const setNetworkState = (overlay: Overlay, known: readonly KnownOutage[]): void => {
    const before = dead;
    outages = known;
    dead = deadIn(known);
    setApart(known);
    const changed = [...pairs(subtractRanges(before, dead)), ...pairs(subtractRanges(dead, before))];
    const { gone, drawn } = network.change(overlay, sectionsIn(changed));
    if (drawn.length === 0 && gone.length === 0) return;
    const moved: Entry[] = [];
    for (const tree of gone) {
      places.displace(tree);
      heardOf.delete(tree);
      feeders.delete(tree);
    }
    for (const tree of drawn) places.place(tree);
    const isNew = new Set(drawn);
    for (const entry of entries.values()) {
      const tree = treeOfEntry(entry);
      if (tree !== undefined && isNew.has(tree)) moved.push(entry);
    }
    for (const entry of moved.sort(compareEntries)) feederFor(treeOfEntry(entry) as PredictionTree).entries.push(entry);
    for (const tree of drawn) if (someOpen(telemetryIn(tree, positions))) feederFor(tree);
  };
  setNetworkState(options.overlay ?? NORMAL, options.known ?? []);

  const reconsider = (outage: string, overlay: Overlay): Opinion | null => {
    const known = outages.find(({ id }) => id === outage);
    const device = known?.device == null ? undefined : network.edgeOf(known.device);
    if (known === undefined || device === undefined) return null;
    const withIt = dead;
    dead = deadIn(outages.filter((one) => one !== known));
    const drawn = network.inState(overlay, sectionsIn([...pairs(known.dead)]));
    dead = withIt;
    const tree = drawn.find(({ devices }) => devices.includes(device));
    if (tree === undefined) return null;
    const leaves = new Map<number, number>();
    tree.consumer.forEach((consumer, node) => {
      if (consumer >= 0) leaves.set(consumer, node);
    });
    const feeder = newFeederOn(tree, (consumer) => leaves.get(consumer) as number);
    const own = [...entries.values()].filter(({ consumer }) => leaves.has(consumer));
    feeder.entries.push(...own.sort(compareEntries));
    refreshFeeder(feeder, refreshedAt);
    const { state, heard } = feeder;
    if (state !== null && state.slots > 0) {
      // By its own evidence: what all feeders say together would cost as much as a refresh for every outage that is reconsidered.
      const others = [...network.trees].filter(({ section }) => drawn.every((one) => one.section !== section));
      const feeders = [{ tree, state, heard }];
      for (const _ of weighTogether({ ...asked, feeders, trees: [...others, ...drawn] }, refreshedAt));
    }
    return opinionOn(feeder, device);
  };

  const feederName = ({ tree }: FrontFeeder): string =>
    model.feeders[model.edges.feeder[tree.devices[0] as number] as number] as string;

  /** The lowest device above a service point, by edge number. */
  const deviceAbove = (servicePoint: string): number | undefined => {
    const consumer = nodeOf(servicePoint);
    const tree = consumer === undefined ? undefined : places.treeOf(consumer);
    if (consumer === undefined || tree === undefined) return undefined;
    const node = transformerAbove(tree, places.leafOf(consumer));
    return node < 0 ? undefined : tree.devices[tree.deviceStart[node] as number];
  };

  const opinionOn = (feeder: Feeder, device: number): Opinion | null => {
    const prediction = describeDevice(model, feeder, device, values, refreshedAt);
    if (prediction === null) return null;
    return { prediction, metersToAsk: (asking) => metersToAsk(model, feeder, device, values, asking) };
  };

  function* refreshing(at: number): Generator<void> {
    refreshedAt = toMinutes(at);
    for (const feeder of feeders.values()) {
      if (heardOf.delete(feeder.tree)) feeder.telemetry = telemetryIn(feeder.tree, positions);
      refreshFeeder(feeder, refreshedAt);
      yield;
    }
    // In one order, whatever came first: sums of many small numbers depend on it.
    const together = [...feeders.values()]
      .flatMap(({ tree, state, heard }) => (state === null || state.slots === 0 ? [] : [{ tree, state, heard }]))
      .sort((a, b) => a.tree.section - b.tree.section);
    const front = yield* weighTogether({ ...asked, feeders: together, trees: network.trees }, refreshedAt);
    outlook = yield* outlookOf(together, front, feederName);
  }

  return {
    add: (evidence) => {
      const key = keyOf(evidence);
      const consumer = nodeOf(evidence.servicePoint);
      if (entries.has(key) || consumer === undefined || model.nodes.class[consumer] !== CONSUMER) return false;
      const at = toMinutes(evidence.at);
      const due = evidence.kind === 'lastGasp' ? releasedAt(at, values.meters.holdSeconds) : at;
      const entry: Entry = { evidence, consumer, at, due };
      entries.set(key, entry);
      const tree = treeOfEntry(entry);
      if (tree !== undefined) addEntry(feederFor(tree), entry);
      return true;
    },
    position: (position) => {
      const device = network.edgeOf(position.device);
      if (device === undefined) return;
      const known = positions.get(device);
      if (known && !replaces(position, known)) return;
      positions.set(device, position);
      const tree = places.treeOfDevice(device);
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
      for (const tree of places.treesIn(sectionsIn([...pairs(ranges)]))) {
        const feeder = feeders.get(tree);
        if (feeder === undefined) continue;
        feeder.restoredAt = restoredSince(model, tree, restoredAt);
        feeder.isStale = true;
      }
    },
    refresh: (at) => {
      for (const _ of refreshing(at));
    },
    refreshing,
    outlook: () => outlook,
    predictions: () => {
      const found: DevicePrediction[] = [];
      for (const feeder of feeders.values()) found.push(...describePredictions(model, feeder, values, refreshedAt));
      return found.sort(byLikelihood);
    },
    about: (id) => {
      const device = network.edgeOf(id) ?? deviceAbove(id);
      const tree = device === undefined ? undefined : places.treeOfDevice(device);
      if (device === undefined || tree === undefined) return null;
      const feeder = feeders.get(tree) ?? newFeederOn(tree, places.leafOf);
      if (feeder.state === null) refreshFeeder(feeder, refreshedAt);
      return opinionOn(feeder, device);
    },
    reconsider,
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
        if (remaining.length === 0 && !someOpen(feeder.telemetry)) continue;
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

const deadIn = (known: readonly KnownOutage[]): Ranges =>
  known.reduce<Ranges>((all, outage) => unionRanges(all, outage.dead), []);

function* sectionsIn(ranges: readonly (readonly [number, number])[]): Generator<number> {
  for (const [from, to] of ranges) for (let section = from; section < to; section++) yield section;
}

const byLikelihood = (a: DevicePrediction, b: DevicePrediction): number =>
  b.probability - a.probability || (a.device < b.device ? -1 : 1);
