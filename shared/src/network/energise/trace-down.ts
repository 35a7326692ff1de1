import { PROTECTIVE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { edgeClassName } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import type { Ranges } from '../ranges.ts';
import { hasSection, pairs } from '../ranges.ts';
import { lostAt } from './below-under.ts';
import { sectionGraph } from './section-graph.ts';
import { supplyOf } from './supply.ts';
import { isDeviceEdge } from './switched.ts';

/** What depends on an element. */
export type FedThrough = {
  /** Sections that have supply through this element alone; for a conductor its own section is among them. */
  readonly ranges: Ranges;
  /** Closed protective devices among these sections, in the order of the network, without the element itself. */
  readonly devices: readonly string[];
};

/**
 * What is fed through an element under an overlay and has no other supply: in a loop that is nothing. Undefined for an id that is not an
 * edge of the network. O(what is fed).
 */
export const traceDown = (model: NetworkModel, overlay: Overlay, element: string): FedThrough | undefined => {
  const edge = networkIds(model).edge(element);
  if (edge === undefined) return undefined;
  const supply = supplyOf(model);
  const ranges = lostAt(model, supply, overlay, edge);
  const { edges, sections } = model;
  const { other } = sectionGraph(model);
  const energiser = supply.under(overlay);
  const devices = new Set<number>();
  for (const [from, to] of pairs(ranges)) {
    for (let section = from; section < to; section++) {
      const end = sections.deviceStart[section + 1] as number;
      for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
        const device = sections.devices[slot] as number;
        const within = other[slot] as number;
        const inside = (within >= from && within < to) || hasSection(ranges, within);
        if (device !== edge && inside && isProtective(model, device) && !energiser.isOpen(device)) devices.add(device);
      }
    }
  }
  return { ranges, devices: [...devices].sort((a, b) => a - b).map((device) => edges.ids[device] as string) };
};

const isProtective = (model: NetworkModel, edge: number): boolean =>
  isDeviceEdge(model, edge) && PROTECTIVE.has(edgeClassName(model.edges.class[edge] as number));

const PROTECTIVE: ReadonlySet<string> = new Set(PROTECTIVE_CLASSES);
