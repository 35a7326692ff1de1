import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';

/**
 * The graph of sections laid out for traversals. A slot is a position in the model's `sections.devices`: the slots of section s are
 * [deviceStart[s], deviceStart[s + 1]), one for each device at it.
 */
export type SectionGraph = {
  /** Section of each node. */
  readonly sectionOf: Uint32Array;
  /** By slot: the section at the other end of the device. */
  readonly other: Uint32Array;
  /** By section: 1 where an EnergySource lies in it. */
  readonly hasSource: Uint8Array;
};

/** Laid out once for each model. O(nodes + devices). */
export const sectionGraph = (model: NetworkModel): SectionGraph => {
  const known = graphs.get(model);
  if (known) return known;
  const made = layOut(model);
  graphs.set(model, made);
  return made;
};

const graphs = new WeakMap<NetworkModel, SectionGraph>();

const layOut = ({ nodes, edges, sections }: NetworkModel): SectionGraph => {
  const source = NODE_CLASSES.indexOf('EnergySource');
  const sectionOf = new Uint32Array(nodes.ids.length);
  const hasSource = new Uint8Array(sections.count);
  for (let section = 0; section < sections.count; section++) {
    const from = sections.nodeStart[section] as number;
    const to = sections.nodeStart[section + 1] as number;
    for (let node = from; node < to; node++) {
      sectionOf[node] = section;
      if (nodes.class[node] === source) hasSource[section] = 1;
    }
  }
  const other = new Uint32Array(sections.devices.length);
  for (let section = 0; section < sections.count; section++) {
    const end = sections.deviceStart[section + 1] as number;
    for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
      const device = sections.devices[slot] as number;
      const a = sectionOf[edges.from[device] as number] as number;
      other[slot] = a === section ? (sectionOf[edges.to[device] as number] as number) : a;
    }
  }
  return { sectionOf, other, hasSource };
};
