import { joinNodes } from '../join-nodes.ts';
import type { NetworkModel } from '../model.ts';

/** In place of the device that supply comes through: a source or a generator of its own, or no supply. */
export const OF_ITS_OWN = -1;
export const NO_SUPPLY = -2;

/** What a section with cut conductors falls into. Nodes are counted from the section's first one. */
export type Sides = {
  readonly first: number;
  readonly count: number;
  /** Side of each node of the section. */
  readonly of: Uint32Array;
  /** By side: 1 while it has supply. */
  readonly live: Uint8Array;
  /** By side: the device that brings its supply, as an energiser holds it for whole sections. */
  readonly via: Int32Array;
};

/**
 * The sides of a section: nodes that still hang together over what conducts inside it. Undefined where the cuts leave it in one piece,
 * because it has a loop. O(edges of the section).
 */
export const sidesOf = (
  { edges, sections }: NetworkModel,
  section: number,
  conducts: (edge: number) => boolean,
): Sides | undefined => {
  const first = sections.nodeStart[section] as number;
  const nodeCount = (sections.nodeStart[section + 1] as number) - first;
  const from: number[] = [];
  const to: number[] = [];
  const end = sections.edgeStart[section + 1] as number;
  for (let edge = sections.edgeStart[section] as number; edge < end; edge++) {
    const a = (edges.from[edge] as number) - first;
    const b = (edges.to[edge] as number) - first;
    const inside = a >= 0 && a < nodeCount && b >= 0 && b < nodeCount;
    if (!inside || !conducts(edge)) continue;
    from.push(a);
    to.push(b);
  }
  const joined = { from: Uint32Array.from(from), to: Uint32Array.from(to) };
  const { group, count } = joinNodes(nodeCount, joined, () => true);
  if (count === 1) return undefined;
  return { first, count, of: group, live: new Uint8Array(count), via: new Int32Array(count).fill(NO_SUPPLY) };
};
