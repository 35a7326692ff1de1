import { servicePointIndex } from '../geo/service-points.ts';
import { elementOf } from './elements.ts';
import { belowAt, lostAt } from './energise/below-under.ts';
import { darkAt } from './energise/dark-under.ts';
import { energisedBetween } from './energise/energised.ts';
import { supplyOf } from './energise/supply.ts';
import { fedEnd, isDeviceEdge } from './energise/switched.ts';
import type {
  Dark,
  DeviceFacts,
  EdgeClass,
  Extent,
  Importance,
  ImportantCustomerRef,
  PredictionFacts,
  ServiceArea,
  ServicePointFacts,
} from './facts.ts';
import { IMPORTANCE_CLASSES, NODE_CLASSES, PROTECTIVE_CLASSES, SERVICE_AREAS } from './facts.ts';
import type { NetworkModel } from './model.ts';
import { edgeClassName, sectionFedBy, sectionOfEdge, sectionOfNode, sectionsBelow } from './model.ts';
import { networkIds } from './network-ids.ts';
import type { Overlay } from './overlay.ts';
import { NORMAL } from './overlay.ts';
import { hasSinglePhases } from './phases.ts';
import { positionOfEdge } from './position.ts';
import type { Ranges } from './ranges.ts';
import { NO_SECTIONS, pairs } from './ranges.ts';
import { closingOf } from './restore/closing.ts';
import { sectionTotals } from './section-totals.ts';
import { substationNames } from './substation-names.ts';

/**
 * The questions that rules may ask of a network version. Totals by section are summed up once, so that an extent of any size costs a few
 * subtractions for each of its ranges.
 */
export const networkFacts = (model: NetworkModel): PredictionFacts => {
  const { nodes, edges, sections } = model;
  const { edge: edgeOf, node: nodeOf } = networkIds(model);
  const supply = supplyOf(model);
  const totals = sectionTotals(model);
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const sourceOf = substationNames(model);

  const device = (id: string): DeviceFacts | undefined => {
    const edge = edgeOf(id);
    return edge === undefined ? undefined : deviceFacts(edge);
  };

  const deviceFacts = (edge: number): DeviceFacts => {
    const id = edges.ids[edge] as string;
    const nameEn = edges.namesEn.get(edge);
    const { lon, lat } = positionOfEdge(model, edge);
    return {
      id,
      class: edgeClassName(edges.class[edge] as number),
      name: edges.names.get(edge) ?? id,
      ...(nameEn === undefined ? {} : { nameEn }),
      feeder: model.feeders[edges.feeder[edge] as number] ?? '',
      substation: sourceOf(sectionOfEdge(model, edge)),
      lon,
      lat,
    };
  };

  const rangesBelow = (edge: number): Ranges => {
    // A conductor cannot be opened: whoever takes it out of service takes out its whole section.
    if (!isDeviceEdge(model, edge) || mayTakePhases(edge)) return lostAt(model, supply, NORMAL, edge);
    return sectionsBelow(model, edge);
  };

  /** Where ways lie side by side, one that is out may take a phase that the others do not bring: section numbers say nothing of that. */
  const mayTakePhases = (edge: number): boolean => {
    if (!hasSinglePhases(model)) return false;
    const fed = sectionFedBy(model, edge);
    return fed < 0 || sections.held[fed] === 1;
  };

  const below = (deviceId: string): Extent | undefined => {
    const edge = edgeOf(deviceId);
    if (edge === undefined) return undefined;
    return mayTakePhases(edge) ? belowAt(model, supply, NORMAL, edge, extentOf) : extentOf(rangesBelow(edge));
  };

  const extentOf = (ranges: Ranges): Extent => {
    let customers = 0;
    const byArea = SERVICE_AREAS.map(() => 0);
    const important: ImportantCustomerRef[] = [];
    for (const [from, to] of clamped(ranges, sections.count)) {
      customers += sum(totals.customers, from, to);
      totals.customersByArea.forEach((column, area) => {
        byArea[area] = (byArea[area] as number) + sum(column, from, to);
      });
      for (const node of totals.importantNodes(from, to)) {
        important.push({ servicePoint: nodes.ids[node] as string, class: importanceOf(node) as Importance });
      }
    }
    return { ranges, customers, important, area: largestArea(byArea) };
  };

  const importanceOf = (node: number): Importance | undefined =>
    IMPORTANCE_CLASSES[(nodes.importance[node] as number) - 1];

  const servicePointFacts = (node: number): ServicePointFacts => {
    const importance = importanceOf(node);
    return {
      id: nodes.ids[node] as string,
      lon: nodes.lon[node] as number,
      lat: nodes.lat[node] as number,
      customers: nodes.customers[node] as number,
      area: SERVICE_AREAS[nodes.area[node] as number] as ServiceArea,
      section: sectionOfNode(model, node),
      ...(importance === undefined ? {} : { importance }),
    };
  };

  const servicePointNode = (id: string): number | undefined => {
    const node = nodeOf(id);
    return node !== undefined && nodes.class[node] === consumer ? node : undefined;
  };

  const darkUnder = (overlay: Overlay): Dark => {
    const known = darkBy.get(overlay);
    if (known) return known;
    const found = darkAt(model, supply.at(overlay));
    darkBy.set(overlay, found);
    return found;
  };
  /** One command asks for the same overlay several times. */
  const darkBy = new WeakMap<Overlay, Dark>();

  return {
    version: model.version,
    device,
    below,
    extentOf,
    servicePoint: (id) => {
      const node = servicePointNode(id);
      return node === undefined ? undefined : servicePointFacts(node);
    },
    nearestServicePoint: (lon, lat, maxM) => {
      const node = servicePointIndex(model).nearest({ lon, lat }, maxM);
      return node === undefined ? undefined : servicePointFacts(node);
    },
    protectiveAbove: (servicePointId) => {
      const node = servicePointNode(servicePointId);
      return node === undefined ? [] : protectiveEdgesAbove(model, sectionOfNode(model, node)).map(deviceFacts);
    },
    darkUnder,
    belowUnder: (overlay, elementId) => {
      const edge = edgeOf(elementId);
      return edge === undefined ? undefined : belowAt(model, supply, overlay, edge, extentOf);
    },
    energised: (before, after) => energisedBetween(model, supply, before, after),
    isLive: (overlay, elementId) => {
      const edge = edgeOf(elementId);
      const node = edge === undefined ? nodeOf(elementId) : fedEnd(model, edge);
      return node !== undefined && supply.under(overlay).nodeIsLive(node);
    },
    closing: (overlay, deviceId) => closingOf(model, overlay, deviceId),
    element: (id) => elementOf(model, id),
    countsBelow: (deviceId) => {
      const edge = edgeOf(deviceId);
      const ranges = edge === undefined ? NO_SECTIONS : rangesBelow(edge);
      return {
        servicePoints: sumOver(totals.servicePoints, ranges),
        transformers: sumOver(totals.transformers, ranges),
        bareServicePoints: sumOver(totals.bareServicePoints, ranges),
      };
    },
  };
};

/** Closed protective devices whose opening alone would take supply from the section, nearest first. */
const protectiveEdgesAbove = (model: NetworkModel, section: number): number[] => {
  const { edges, sections } = model;
  const found: number[] = [];
  for (let at = section, edge = sections.entry[at] as number; edge >= 0; edge = sections.entry[at] as number) {
    const cuts = sectionFedBy(model, edge) === at && sections.held[at] === 0;
    if (cuts && PROTECTIVE.has(edgeClassName(edges.class[edge] as number))) found.push(edge);
    const a = sectionOfNode(model, edges.from[edge] as number);
    at = a === at ? sectionOfNode(model, edges.to[edge] as number) : a;
  }
  return found;
};

const PROTECTIVE: ReadonlySet<EdgeClass> = new Set(PROTECTIVE_CLASSES);

const sum = (prefix: Float64Array, from: number, to: number): number =>
  (prefix[to] as number) - (prefix[from] as number);

const sumOver = (prefix: Float64Array, ranges: Ranges): number => {
  let total = 0;
  for (const [from, to] of clamped(ranges, prefix.length - 1)) total += sum(prefix, from, to);
  return total;
};

function* clamped(ranges: Ranges, count: number): Generator<readonly [number, number]> {
  for (const [from, to] of pairs(ranges)) {
    const start = Math.max(0, Math.min(from, count));
    const end = Math.max(start, Math.min(to, count));
    if (end > start) yield [start, end];
  }
}

const largestArea = (customers: readonly number[]): ServiceArea => {
  let best = 0;
  customers.forEach((count, area) => {
    if (count > (customers[best] as number)) best = area;
  });
  return SERVICE_AREAS[best] as ServiceArea;
};
