import type { DeviceKind, PredictionValues } from '../../rules/prediction-parameters.ts';
import { DEVICE_KINDS } from '../../rules/prediction-parameters.ts';
import type { EdgeClass } from '../facts.ts';
import { EDGE_CLASSES, NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { edgeClassName } from '../model.ts';
import { lengthKm } from './conductor-length.ts';
import type { SupplyWalk } from './supply-walk.ts';

/**
 * What one topmost protective device feeds: protective devices and service points only, in preorder, so that everything below node v is
 * [v, end[v]) and children have larger numbers. Devices with exactly the same customers are one node: nothing can tell them apart.
 */
export type PredictionTree = {
  readonly size: number;
  /** -1 for node 0, the topmost device. */
  readonly parent: Int32Array;
  readonly end: Int32Array;
  /** Index into DEVICE_KINDS: of the likeliest of its devices, or `service` for a service point alone. */
  readonly kind: Uint8Array;
  readonly customers: Int32Array;
  readonly meters: Int32Array;
  /** Natural logarithm of outages per minute. */
  readonly logRate: Float64Array;
  /** Node number in the model for a service point, else -1. */
  readonly consumer: Int32Array;
  /** Devices of node v, topmost first, by edge number: devices[deviceStart[v] … deviceStart[v + 1]). */
  readonly deviceStart: Int32Array;
  readonly devices: Int32Array;
  /** Outages per minute of each of `devices`. */
  readonly deviceRate: Float64Array;
  /** Nodes with a distribution transformer, ascending. */
  readonly transformers: Int32Array;
  /** A section of the network that its topmost device feeds. */
  readonly section: number;
};

export type TreeOptions = {
  readonly model: NetworkModel;
  readonly parameters: PredictionValues;
  /** Meters of a service point that can be asked or say that they lose supply. */
  readonly meters: (servicePoint: string) => number;
  /** Sections of which it is known that they are out: nobody there tells of anything new. */
  readonly isDead: (section: number) => boolean;
};

export const MINUTES_PER_YEAR = 365 * 24 * 60;

/** Whether a node is a service point, and no device. */
export const isService = ({ deviceStart }: PredictionTree, node: number): boolean =>
  deviceStart[node] === deviceStart[node + 1];

/**
 * Draws the trees of a walk. Only devices whose opening takes supply from somebody are in them; a device in a loop hands what it feeds to
 * the next one above. O(sections + nodes).
 */
export const drawTrees = (options: TreeOptions, walk: SupplyWalk): PredictionTree[] => {
  const { model, parameters, meters, isDead } = options;
  const { nodes, edges, sections } = model;
  const kindOf = deviceKinds(model, walk);
  const trees: PredictionTree[] = [];
  const draft = emptyDraft();
  // Open intervals of the walk, outermost first: until which part they reach, and their row in the draft.
  const stackEnd: number[] = [];
  const stackRow: number[] = [];

  for (let part = 0; part < walk.count; part++) {
    while (stackEnd.length > 0 && part >= (stackEnd[stackEnd.length - 1] as number)) {
      stackEnd.pop();
      stackRow.pop();
      if (stackEnd.length === 0) finish();
    }
    const section = walk.section(part);
    const kind = kindOf(part, stackRow.length > 0);
    if (kind >= 0) {
      if (stackRow.length === 0) draft.section = section;
      const row = addRow(draft, stackRow.at(-1) ?? -1, kind, walk.entry[part] as number, -1);
      stackEnd.push(walk.end[part] as number);
      stackRow.push(row);
    }
    const owner = stackRow.at(-1);
    if (owner === undefined) continue;
    const piece = walk.pieces.get(part);
    if (RATED_BY_LENGTH[draft.kind[owner] as number] === 1) {
      let km = 0;
      if (piece) for (const edge of piece.conductors) km += lengthKm(model, edge);
      else {
        const to = sections.edgeStart[section + 1] as number;
        for (let edge = sections.edgeStart[section] as number; edge < to; edge++)
          if (CONDUCTS[edges.class[edge] as number] === 1) km += lengthKm(model, edge);
      }
      draft.km[owner] = (draft.km[owner] as number) + km;
    }
    if (isDead(section)) continue;
    if (piece) for (const node of piece.nodes) addConsumer(owner, node);
    else {
      const to = sections.nodeStart[section + 1] as number;
      for (let node = sections.nodeStart[section] as number; node < to; node++) addConsumer(owner, node);
    }
  }
  if (draft.rows > 0) finish();
  return trees;

  function addConsumer(owner: number, node: number): void {
    if (nodes.class[node] !== CONSUMER) return;
    const row = addRow(draft, owner, SERVICE, -1, node);
    draft.customers[row] = Math.max(1, nodes.customers[node] as number);
    draft.meters[row] = meters(nodes.ids[node] as string);
  }

  function finish(): void {
    const tree = compress(draft, parameters);
    if (tree) trees.push(tree);
    draft.rows = 0;
  }
};

const CONSUMER = NODE_CLASSES.indexOf('EnergyConsumer');
const SERVICE = DEVICE_KINDS.indexOf('service');
const TRANSFORMER = DEVICE_KINDS.indexOf('transformer');
const BREAKER = DEVICE_KINDS.indexOf('breaker');
const CONDUCTS = Uint8Array.from(EDGE_CLASSES, (name) => (name === 'ACLineSegment' ? 1 : 0));
const RATED_BY_LENGTH = Uint8Array.from(DEVICE_KINDS, (kind) => (kind === 'service' || kind === 'transformer' ? 0 : 1));
const KIND_OF: Partial<Record<EdgeClass, DeviceKind>> = {
  Breaker: 'breaker',
  Recloser: 'recloser',
  Sectionaliser: 'recloser',
  Fuse: 'fuse',
};

/** The kind of a device in a tree; a transformer at the top of one that is no distribution transformer's own stands for a breaker. */
export const kindOfClass = (edgeClass: EdgeClass, isHead: boolean): DeviceKind =>
  KIND_OF[edgeClass] ?? (isHead ? 'breaker' : 'transformer');

/**
 * Which kind of protective device part i was entered through; -1 for none. A transformer with others below it is a substation's or a
 * regulator: the first stands for the head of its feeder, where no breaker does, the second protects nothing.
 */
const deviceKinds = (
  { edges }: NetworkModel,
  walk: SupplyWalk,
): ((part: number, hasDeviceAbove: boolean) => number) => {
  const transformers = new Uint32Array(walk.count + 1);
  const breakers = new Uint32Array(walk.count + 1);
  const classOf = (part: number) => {
    const edge = walk.entry[part] as number;
    return edge < 0 ? undefined : edgeClassName(edges.class[edge] as number);
  };
  for (let part = 0; part < walk.count; part++) {
    const edgeClass = classOf(part);
    transformers[part + 1] = (transformers[part] as number) + (edgeClass === 'PowerTransformer' ? 1 : 0);
    breakers[part + 1] = (breakers[part] as number) + (edgeClass === 'Breaker' ? 1 : 0);
  }
  const inside = (counts: Uint32Array, part: number) =>
    (counts[walk.end[part] as number] as number) - (counts[part + 1] as number);
  return (part, hasDeviceAbove) => {
    const edgeClass = classOf(part);
    if (edgeClass === undefined || walk.held[part] === 1) return -1;
    if (edgeClass !== 'PowerTransformer') {
      const kind = KIND_OF[edgeClass];
      return kind === undefined ? -1 : DEVICE_KINDS.indexOf(kind);
    }
    if (inside(transformers, part) === 0) return TRANSFORMER;
    return !hasDeviceAbove && inside(breakers, part) === 0 ? BREAKER : -1;
  };
};

/** Rows as the walk meets them, reused from tree to tree. */
type Draft = {
  rows: number;
  section: number;
  readonly parent: number[];
  readonly kind: number[];
  readonly device: number[];
  readonly consumer: number[];
  readonly km: number[];
  readonly customers: number[];
  readonly meters: number[];
};

const emptyDraft = (): Draft => ({
  rows: 0,
  section: -1,
  parent: [],
  kind: [],
  device: [],
  consumer: [],
  km: [],
  customers: [],
  meters: [],
});

const addRow = (draft: Draft, parent: number, kind: number, device: number, consumer: number): number => {
  const row = draft.rows++;
  draft.parent[row] = parent;
  draft.kind[row] = kind;
  draft.device[row] = device;
  draft.consumer[row] = consumer;
  draft.km[row] = 0;
  draft.customers[row] = 0;
  draft.meters[row] = 0;
  return row;
};

/** Leaves out devices without customers, and joins a device with its only child: the same customers lie below both. */
const compress = (draft: Draft, parameters: PredictionValues): PredictionTree | undefined => {
  const { rows } = draft;
  const children = new Uint32Array(rows);
  for (let row = rows - 1; row > 0; row--) {
    if (draft.customers[row] === 0) continue;
    const parent = draft.parent[row] as number;
    draft.customers[parent] = (draft.customers[parent] as number) + (draft.customers[row] as number);
    draft.meters[parent] = (draft.meters[parent] as number) + (draft.meters[row] as number);
    children[parent] = (children[parent] as number) + 1;
  }
  if (draft.customers[0] === 0) return undefined;

  const place = new Int32Array(rows).fill(-1);
  let size = 0;
  let deviceCount = 0;
  for (let row = 0; row < rows; row++) {
    if (draft.customers[row] === 0) continue;
    const parent = draft.parent[row] as number;
    place[row] = parent >= 0 && children[parent] === 1 ? (place[parent] as number) : size++;
    if ((draft.device[row] as number) >= 0) deviceCount++;
  }

  const parentOf = new Int32Array(size).fill(-1);
  const end = new Int32Array(size);
  const kind = new Uint8Array(size).fill(SERVICE);
  const customers = new Int32Array(size);
  const meters = new Int32Array(size);
  const rate = new Float64Array(size);
  const best = new Float64Array(size);
  const consumer = new Int32Array(size).fill(-1);
  const deviceStart = new Int32Array(size + 1);
  const devices = new Int32Array(deviceCount);
  const deviceRate = new Float64Array(deviceCount);
  const transformers: number[] = [];
  let used = 0;
  for (let row = 0; row < rows; row++) {
    const at = place[row] as number;
    if (at < 0) continue;
    const above = draft.parent[row] as number;
    if (above >= 0 && place[above] !== at) parentOf[at] = place[above] as number;
    customers[at] = draft.customers[row] as number;
    meters[at] = draft.meters[row] as number;
    const kindHere = draft.kind[row] as number;
    const perMinute = ratePerMinute(parameters, kindHere, draft.km[row] as number);
    rate[at] = (rate[at] as number) + perMinute;
    if (perMinute > (best[at] as number)) {
      best[at] = perMinute;
      kind[at] = kindHere;
    }
    if (kindHere === TRANSFORMER && transformers.at(-1) !== at) transformers.push(at);
    if ((draft.consumer[row] as number) >= 0) consumer[at] = draft.consumer[row] as number;
    if ((draft.device[row] as number) >= 0) {
      devices[used] = draft.device[row] as number;
      deviceRate[used++] = perMinute;
    }
    deviceStart[at + 1] = used;
  }
  for (let at = size - 1; at >= 0; at--) {
    if ((end[at] as number) <= at) end[at] = at + 1;
    const above = parentOf[at] as number;
    if (above >= 0 && (end[at] as number) > (end[above] as number)) end[above] = end[at] as number;
  }
  const logRate = rate.map(Math.log);
  const { section } = draft;
  return {
    size,
    parent: parentOf,
    end,
    kind,
    customers,
    meters,
    logRate,
    consumer,
    deviceStart,
    devices,
    deviceRate,
    transformers: Int32Array.from(transformers),
    section,
  };
};

const ratePerMinute = ({ rates }: PredictionValues, kind: number, km: number): number => {
  const { perYear, perYearAndKm } = rates[DEVICE_KINDS[kind] as DeviceKind];
  return (perYear + perYearAndKm * km) / MINUTES_PER_YEAR;
};
