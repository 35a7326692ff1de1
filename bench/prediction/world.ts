import type { EdgeClass, PredictionFacts } from '@relight/shared/network/facts';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { edgeClassName, sectionFedBy, sectionsBelow } from '@relight/shared/network/model';
import { networkFacts } from '@relight/shared/network/network-facts';
import { kilometresBySection } from './line-lengths.ts';
import { remembering } from './remembering.ts';

export const KINDS = ['breaker', 'recloser', 'fuse', 'transformer', 'service'] as const;
export type Kind = (typeof KINDS)[number];

/** Something that can fail, and the service points that are then without supply: [from, to) in the order of the network. */
export type Site = {
  readonly id: string;
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Failures a year. */
  readonly rate: number;
  readonly telemetered: boolean;
};

/** A network as the simulator sees it: customers in the order of the tree of supply, so that an outage is an interval. */
export type World = {
  readonly name: string;
  readonly model: NetworkModel;
  readonly facts: PredictionFacts;
  readonly points: readonly string[];
  readonly pointOf: (id: string) => number;
  /** Customers before each service point; one more at the end. */
  readonly customersBefore: Uint32Array;
  /** The service point of each customer. */
  readonly pointOfCustomer: Uint32Array;
  /** Devices that can fail; services are made by `serviceSite`. */
  readonly sites: readonly Site[];
  readonly siteOf: (id: string) => Site | undefined;
  /** Devices above a service point, nearest first. */
  readonly above: (point: number) => readonly Site[];
  /** The highest of them: the feeder. */
  readonly feeders: readonly Site[];
  /** Distribution transformers in order, and which of them a service point has; -1 for none. */
  readonly transformers: readonly Site[];
  readonly transformerOf: Int32Array;
};

/**
 * Failures a year by kind and length of own line. Engineering defaults in the range of published reliability data of medium-voltage
 * equipment (Brown, Electric Power Distribution Reliability, 2nd ed., ch. 4).
 */
const RATES: Readonly<Record<Exclude<Kind, 'service'>, { each: number; perKm: number }>> = {
  breaker: { each: 0.02, perKm: 0.1 },
  recloser: { each: 0.02, perKm: 0.1 },
  fuse: { each: 0.04, perKm: 0.12 },
  transformer: { each: 0.03, perKm: 0 },
};
export const SERVICE_RATE = 0.01;

const KIND_OF: Partial<Record<EdgeClass, Kind>> = {
  Breaker: 'breaker',
  Recloser: 'recloser',
  Sectionaliser: 'recloser',
  Fuse: 'fuse',
};

/** Reads from a network what can fail in it. A regulator, and a substation's transformer before a breaker, are no part of the game. */
export const worldOf = (name: string, model: NetworkModel): World => {
  const facts = remembering(networkFacts(model));
  const points = pointsOf(model);
  const customersBefore = new Uint32Array(points.ids.length + 1);
  points.nodes.forEach((node, p) => {
    customersBefore[p + 1] = (customersBefore[p] as number) + (model.nodes.customers[node] as number);
  });
  const pointOfCustomer = new Uint32Array(customersBefore.at(-1) as number);
  points.ids.forEach((_, p) => {
    pointOfCustomer.fill(p, customersBefore[p] as number, customersBefore[p + 1] as number);
  });

  const devices = protectiveDevices(model, facts);
  const km = kilometresBySection(model);
  const owner = new Int32Array(model.sections.count).fill(-1);
  // Outer devices come first, so an inner one takes its sections over.
  devices.forEach(({ section, end }, d) => {
    owner.fill(d, section, end);
  });
  const ownKm = new Float64Array(devices.length);
  owner.forEach((d, section) => {
    if (d >= 0) ownKm[d] = (ownKm[d] as number) + (km[section] as number);
  });

  const sites = devices
    .map(({ edge, kind, section, end }, d): Site => {
      const from = points.before[section] as number;
      const to = points.before[end] as number;
      const { each, perKm } = RATES[kind as Exclude<Kind, 'service'>];
      return {
        id: model.edges.ids[edge] as string,
        kind,
        from,
        to,
        customers: (customersBefore[to] as number) - (customersBefore[from] as number),
        rate: each + perKm * (ownKm[d] as number),
        telemetered: model.edges.telemetered[edge] === 1,
      };
    })
    .filter(({ customers }) => customers > 0);

  const paths: Site[][] = points.ids.map(() => []);
  for (const site of sites) for (let p = site.from; p < site.to; p++) paths[p]?.unshift(site);
  const transformers = sites.filter(({ kind }) => kind === 'transformer');
  const transformerOf = new Int32Array(points.ids.length).fill(-1);
  transformers.forEach(({ from, to }, t) => {
    transformerOf.fill(t, from, to);
  });
  const byPoint = new Map(points.ids.map((id, p) => [id, p]));
  const bySite = new Map(sites.map((site) => [site.id, site]));
  return {
    name,
    model,
    facts,
    points: points.ids,
    pointOf: (id) => byPoint.get(id) as number,
    customersBefore,
    pointOfCustomer,
    sites,
    siteOf: (id) => bySite.get(id),
    above: (point) => paths[point] as Site[],
    feeders: [...new Set(paths.flatMap((path) => path.at(-1) ?? []))],
    transformers,
    transformerOf,
  };
};

export const customersAt = ({ customersBefore }: World, from: number, to = from + 1): number =>
  (customersBefore[to] as number) - (customersBefore[from] as number);

/** The line to one service point fails. */
export const serviceSite = (world: World, point: number): Site => ({
  id: world.points[point] as string,
  kind: 'service',
  from: point,
  to: point + 1,
  customers: customersAt(world, point),
  rate: SERVICE_RATE,
  telemetered: false,
});

/** Supplied service points with customers, in the order of sections. `before[s]`: how many lie in sections before s. */
const pointsOf = ({ nodes, sections }: NetworkModel) => {
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const ids: string[] = [];
  const found: number[] = [];
  const before = new Uint32Array(sections.count + 1);
  for (let section = 0; section < sections.count; section++) {
    const to = section < sections.supplied ? (sections.nodeStart[section + 1] as number) : 0;
    for (let node = sections.nodeStart[section] as number; node < to; node++) {
      if (nodes.class[node] !== consumer || nodes.customers[node] === 0) continue;
      ids.push(nodes.ids[node] as string);
      found.push(node);
    }
    before[section + 1] = ids.length;
  }
  return { ids, nodes: found, before };
};

type Device = { readonly edge: number; readonly kind: Kind; readonly section: number; readonly end: number };

const protectiveDevices = (model: NetworkModel, facts: PredictionFacts): readonly Device[] => {
  const { edges, sections } = model;
  const found: Device[] = [];
  const heads: Device[] = [];
  let headsEnd = 0;
  for (let section = 0; section < sections.supplied; section++) {
    const edge = sections.entry[section] as number;
    if (edge < 0 || sectionFedBy(model, edge) !== section) continue;
    const [, end] = sectionsBelow(model, edge);
    if (end === undefined) continue;
    const edgeClass = edgeClassName(edges.class[edge] as number);
    const kind = KIND_OF[edgeClass];
    if (kind) found.push({ edge, kind, section, end });
    else if (edgeClass === 'PowerTransformer') {
      const distributes = facts.countsBelow(edges.ids[edge] as string).transformers === 1;
      if (distributes) found.push({ edge, kind: 'transformer', section, end });
      else if (section >= headsEnd) {
        heads.push({ edge, kind: 'breaker', section, end });
        headsEnd = end;
      }
    }
  }
  // Without a breaker the substation's transformer stands for the head of the feeder.
  const all = found.some(({ kind }) => kind === 'breaker') ? found : [...found, ...heads];
  return all.sort((a, b) => a.section - b.section || b.end - a.end);
};
