import type { LocalName } from '@relight/shared/http/networks';
import type { NetworkColumns } from '@relight/shared/network/model';

/** One node or edge as read from the file, already checked. Enumerations are positions in the lists of facts.ts. */
export type ReadNode = {
  readonly id: string;
  readonly class: number;
  readonly lon: number;
  readonly lat: number;
  readonly customers: number;
  readonly kw: number;
  readonly area: number;
  readonly importance: number;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
  readonly substation?: string | undefined;
};

export type ReadEdge = {
  readonly id: string;
  readonly class: number;
  readonly from: string;
  readonly to: string;
  readonly normalOpen: boolean;
  readonly telemetered: boolean;
  readonly phases: number;
  readonly feeder: string;
  /** 0: not given. */
  readonly ratedKva: number;
  readonly ratedA: number;
  readonly kilovolts: number;
  readonly lengthM: number;
  readonly name?: string | undefined;
  readonly nameEn?: string | undefined;
  /** Empty: straight between its nodes. */
  readonly line: readonly (readonly [number, number])[];
};

/** Columns that grow feature by feature. */
export type ColumnBuilder = {
  readonly addNode: (node: ReadNode) => number;
  readonly addEdge: (edge: ReadEdge, from: number, to: number) => number;
  /** Sets one end of an edge whose node came later in the file. */
  readonly setEnd: (edge: number, end: 'from' | 'to', node: number) => void;
  /** Gives a name to a node or an edge, where its own feature gave none. */
  readonly nameIfNone: (kind: 'node' | 'edge', number: number, name: LocalName) => void;
  readonly columns: (about: Pick<NetworkColumns, 'version' | 'name' | 'source'>) => NetworkColumns;
};

export const columnBuilder = (): ColumnBuilder => {
  // Plain arrays of numbers grow by doubling and hold doubles without boxing; they become typed once, at the end.
  const node = {
    ids: [] as string[],
    class: [] as number[],
    lon: [] as number[],
    lat: [] as number[],
    customers: [] as number[],
    kw: [] as number[],
    area: [] as number[],
    importance: [] as number[],
    names: new Map<number, string>(),
    namesEn: new Map<number, string>(),
    substations: new Map<number, string>(),
  };
  const edge = {
    ids: [] as string[],
    class: [] as number[],
    from: [] as number[],
    to: [] as number[],
    normalOpen: [] as number[],
    telemetered: [] as number[],
    phases: [] as number[],
    feeder: [] as number[],
    ratedKva: [] as number[],
    ratedA: [] as number[],
    kilovolts: [] as number[],
    lengthM: [] as number[],
    geometryStart: [0],
    coordinates: [] as number[],
    names: new Map<number, string>(),
    namesEn: new Map<number, string>(),
  };
  const feeders = new Map<string, number>([['', 0]]);

  const feederNumber = (feeder: string): number => {
    const known = feeders.get(feeder);
    if (known !== undefined) return known;
    feeders.set(feeder, feeders.size);
    return feeders.size - 1;
  };

  const addNode = (read: ReadNode): number => {
    const number = node.ids.push(read.id) - 1;
    node.class.push(read.class);
    node.lon.push(read.lon);
    node.lat.push(read.lat);
    node.customers.push(read.customers);
    node.kw.push(read.kw);
    node.area.push(read.area);
    node.importance.push(read.importance);
    if (read.name !== undefined) node.names.set(number, read.name);
    if (read.nameEn !== undefined) node.namesEn.set(number, read.nameEn);
    if (read.substation !== undefined) node.substations.set(number, read.substation);
    return number;
  };

  const addEdge = (read: ReadEdge, from: number, to: number): number => {
    const number = edge.ids.push(read.id) - 1;
    edge.class.push(read.class);
    edge.from.push(from);
    edge.to.push(to);
    edge.normalOpen.push(read.normalOpen ? 1 : 0);
    edge.telemetered.push(read.telemetered ? 1 : 0);
    edge.phases.push(read.phases);
    edge.feeder.push(feederNumber(read.feeder));
    edge.ratedKva.push(read.ratedKva);
    edge.ratedA.push(read.ratedA);
    edge.kilovolts.push(read.kilovolts);
    edge.lengthM.push(read.lengthM);
    for (const [lon, lat] of read.line) edge.coordinates.push(lon, lat);
    edge.geometryStart.push(edge.coordinates.length / 2);
    if (read.name !== undefined) edge.names.set(number, read.name);
    if (read.nameEn !== undefined) edge.namesEn.set(number, read.nameEn);
    return number;
  };

  const setEnd = (number: number, end: 'from' | 'to', to: number) => {
    edge[end][number] = to;
  };

  const nameIfNone: ColumnBuilder['nameIfNone'] = (kind, number, { zh, en }) => {
    const { names, namesEn } = kind === 'node' ? node : edge;
    if (zh !== undefined && !names.has(number)) names.set(number, zh);
    if (en !== undefined && !namesEn.has(number)) namesEn.set(number, en);
  };

  const columns: ColumnBuilder['columns'] = (about) => ({
    ...about,
    feeders: [...feeders.keys()],
    nodes: {
      ...node,
      class: new Uint8Array(node.class),
      lon: new Float64Array(node.lon),
      lat: new Float64Array(node.lat),
      customers: new Uint32Array(node.customers),
      kw: new Float32Array(node.kw),
      area: new Uint8Array(node.area),
      importance: new Uint8Array(node.importance),
    },
    edges: {
      ...edge,
      class: new Uint8Array(edge.class),
      from: new Uint32Array(edge.from),
      to: new Uint32Array(edge.to),
      normalOpen: new Uint8Array(edge.normalOpen),
      telemetered: new Uint8Array(edge.telemetered),
      phases: new Uint8Array(edge.phases),
      feeder: new Uint32Array(edge.feeder),
      ratedKva: new Float32Array(edge.ratedKva),
      ratedA: new Float32Array(edge.ratedA),
      kilovolts: new Float32Array(edge.kilovolts),
      lengthM: new Float32Array(edge.lengthM),
      geometryStart: new Uint32Array(edge.geometryStart),
      coordinates: new Float64Array(edge.coordinates),
    },
  });

  return { addNode, addEdge, setEnd, nameIfNone, columns };
};
