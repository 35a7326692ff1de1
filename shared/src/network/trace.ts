import { sectionGraph } from './energise/section-graph.ts';
import type { NetworkModel } from './model.ts';
import type { Ranges } from './ranges.ts';

/** Devices that are not in their normal position, by edge number. */
export type SwitchingState = { readonly opened: ReadonlySet<number>; readonly closed: ReadonlySet<number> };

export const NORMAL_STATE: SwitchingState = { opened: new Set(), closed: new Set() };

/**
 * Which sections have supply in any switching state: a trace from all sources through closed devices.
 * 1 = supplied, indexed by section. O(sections + devices); sections in `isolated` neither have supply nor pass it on.
 */
export const traceSupply = (
  model: NetworkModel,
  state: SwitchingState,
  isolated: ReadonlySet<number> = new Set(),
): Uint8Array => {
  const { edges, sections } = model;
  const { other, hasSource } = sectionGraph(model);
  const supplied = new Uint8Array(sections.count);
  const stack: number[] = [];
  const reach = (section: number) => {
    if (supplied[section] === 1 || isolated.has(section)) return;
    supplied[section] = 1;
    stack.push(section);
  };
  for (let section = 0; section < sections.count; section++) if (hasSource[section] === 1) reach(section);
  for (let section = stack.pop(); section !== undefined; section = stack.pop()) {
    const end = sections.deviceStart[section + 1] as number;
    for (let slot = sections.deviceStart[section] as number; slot < end; slot++) {
      const device = sections.devices[slot] as number;
      const open = edges.normalOpen[device] === 1 ? !state.closed.has(device) : state.opened.has(device);
      if (!open) reach(other[slot] as number);
    }
  }
  return supplied;
};

/** Sections that have supply in the normal state and lose it in this one. */
export const sectionsLost = (model: NetworkModel, state: SwitchingState, isolated?: ReadonlySet<number>): Ranges => {
  const supplied = traceSupply(model, state, isolated);
  const lost: number[] = [];
  for (let section = 0; section < model.sections.supplied; section++) {
    if (supplied[section] === 1) continue;
    if (lost.at(-1) === section) lost[lost.length - 1] = section + 1;
    else lost.push(section, section + 1);
  }
  return lost;
};
