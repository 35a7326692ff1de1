import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import type { Energiser } from './energiser.ts';
import { sectionGraph } from './section-graph.ts';
import { supplyOf } from './supply.ts';

/** Where the supply of an element comes from. */
export type SupplyPath = {
  /** The node with the source or the generator; null where the element has no supply. */
  readonly source: string | null;
  /** Closed devices on the way there, nearest first, without the element itself. */
  readonly devices: readonly string[];
};

/**
 * The way from an element to the nearest source under an overlay, by the number of devices; of equally short ways always the same one.
 * A device is traced from whichever of its ends is nearer. Undefined for an id that the network does not hold. O(feeder).
 */
export const traceUp = (model: NetworkModel, overlay: Overlay, element: string): SupplyPath | undefined => {
  const { edges } = model;
  const ids = networkIds(model);
  const edge = ids.edge(element);
  const node = edge === undefined ? ids.node(element) : undefined;
  if (edge !== undefined)
    return walkUp(model, supplyOf(model).under(overlay), [edges.from[edge] as number, edges.to[edge] as number], edge);
  return node === undefined ? undefined : walkUp(model, supplyOf(model).under(overlay), [node], -1);
};

type Step = { readonly node: number; readonly device: number; readonly from: Step | undefined };

/** Breadth first over what has supply: one step for each whole section or side of a parted one. */
const walkUp = (model: NetworkModel, energiser: Energiser, starts: readonly number[], except: number): SupplyPath => {
  const { edges, sections, nodes } = model;
  const { sectionOf } = sectionGraph(model);
  const seen = new Set<string>();
  const steps: Step[] = [];

  const sideOf = (node: number): number => {
    const parted = energiser.sides.get(sectionOf[node] as number);
    return parted ? (parted.of[node - parted.first] as number) : -1;
  };
  const reach = (node: number, device: number, from: Step | undefined): void => {
    if (!energiser.nodeIsLive(node)) return;
    const key = `${sectionOf[node]}:${sideOf(node)}`;
    if (seen.has(key)) return;
    seen.add(key);
    steps.push({ node, device, from });
  };
  const sourceBeside = (node: number): number | undefined => {
    const section = sectionOf[node] as number;
    const side = sideOf(node);
    const end = sections.nodeStart[section + 1] as number;
    for (let one = sections.nodeStart[section] as number; one < end; one++) {
      const feeds = nodes.class[one] === SOURCE || energiser.at().feeds.has(one);
      if (feeds && sideOf(one) === side) return one;
    }
    return undefined;
  };

  for (const node of starts) reach(node, -1, undefined);
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as Step;
    const source = sourceBeside(step.node);
    if (source !== undefined) return { source: nodes.ids[source] as string, devices: devicesOf(model, step) };
    const section = sectionOf[step.node] as number;
    const side = sideOf(step.node);
    const end = sections.deviceStart[section + 1] as number;
    for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
      const device = sections.devices[slot] as number;
      if (device === except || energiser.isOpen(device)) continue;
      const from = edges.from[device] as number;
      const near = sectionOf[from] === section ? from : (edges.to[device] as number);
      if (sideOf(near) === side) reach(near === from ? (edges.to[device] as number) : from, device, step);
    }
  }
  return { source: null, devices: [] };
};

/** The steps lead from the element outwards, so the last one's device is the farthest. */
const devicesOf = ({ edges }: NetworkModel, last: Step): string[] => {
  const devices: string[] = [];
  for (let step: Step | undefined = last; step; step = step.from)
    if (step.device >= 0) devices.push(edges.ids[step.device] as string);
  return devices.reverse();
};

const SOURCE = NODE_CLASSES.indexOf('EnergySource');
