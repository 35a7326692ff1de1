import type { NetworkModel } from '../model.ts';

/**
 * Sections with supply in depth-first preorder from the sources, in one switching state. Parts rather than sections, because a cut
 * conductor leaves a section in several parts.
 */
export type SupplyWalk = {
  readonly count: number;
  /** Section that part i belongs to. */
  readonly section: (part: number) => number;
  /** Part i and everything fed through it: [i, end[i]). */
  readonly end: Uint32Array;
  /** The device through which it was reached, or -1 where the walk started. */
  readonly entry: Int32Array;
  /** 1 where [i, end[i]) keeps its supply without the entry device. */
  readonly held: Uint8Array;
  /** Nodes and conductors of the parts that are not whole sections. */
  readonly pieces: ReadonlyMap<number, Piece>;
};

export type Piece = { readonly nodes: readonly number[]; readonly conductors: readonly number[] };

/** The walk of the normal switching state, which the model holds already. */
export const normalWalk = ({ sections }: NetworkModel): SupplyWalk => ({
  count: sections.supplied,
  section: (part) => part,
  end: sections.end,
  entry: sections.entry,
  held: sections.held,
  pieces: new Map(),
});
