import type { Ranges } from '../ranges.ts';
import { NO_SECTIONS } from '../ranges.ts';

/** A set of sections that is changed one by one and read as ranges: of those parts that have changed since the last time, anew. */
export type DarkSections = {
  readonly set: (section: number, dark: boolean) => void;
  readonly ranges: () => Ranges;
};

export const darkSections = (count: number): DarkSections => {
  const dark = new Uint8Array(count);
  const blocks: (Ranges | undefined)[] = Array.from({ length: Math.ceil(count / BLOCK) }, () => NO_SECTIONS);
  let all: Ranges | undefined = NO_SECTIONS;

  const set = (section: number, now: boolean): void => {
    const value = now ? 1 : 0;
    if (dark[section] === value) return;
    dark[section] = value;
    blocks[(section / BLOCK) | 0] = undefined;
    all = undefined;
  };

  const read = (block: number): Ranges => {
    const from = block * BLOCK;
    const to = Math.min(count, from + BLOCK);
    const out: number[] = [];
    for (let section = from; section < to; section++)
      if ((dark[section] === 1) !== (out.length % 2 === 1)) out.push(section);
    if (out.length % 2 === 1) out.push(to);
    return out;
  };

  const ranges = (): Ranges => {
    if (all) return all;
    const out: number[] = [];
    for (let block = 0; block < blocks.length; block++) {
      const found = blocks[block] ?? read(block);
      blocks[block] = found;
      if (found.length === 0) continue;
      // What goes on over the border of a block is one range.
      let i = 0;
      if (out.length > 0 && out[out.length - 1] === found[0]) {
        out[out.length - 1] = found[1] as number;
        i = 2;
      }
      for (; i < found.length; i++) out.push(found[i] as number);
    }
    all = out;
    return out;
  };

  return { set, ranges };
};

/** Reading costs the number of blocks and the size of those that changed: about the root of a large network's sections. */
const BLOCK = 1024;
