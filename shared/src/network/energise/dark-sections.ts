import type { Ranges } from '../ranges.ts';

/** A set of sections that is changed one by one and read as ranges. Blocks without any are skipped when reading, and so are full ones. */
export type DarkSections = {
  readonly set: (section: number, dark: boolean) => void;
  readonly ranges: () => Ranges;
};

export const darkSections = (count: number): DarkSections => {
  const dark = new Uint8Array(count);
  const inBlock = new Uint32Array(Math.ceil(count / BLOCK));

  const set = (section: number, now: boolean): void => {
    const value = now ? 1 : 0;
    if (dark[section] === value) return;
    dark[section] = value;
    const block = (section / BLOCK) | 0;
    inBlock[block] = (inBlock[block] as number) + (now ? 1 : -1);
  };

  const ranges = (): Ranges => {
    const out: number[] = [];
    let open = false;
    for (let block = 0; block < inBlock.length; block++) {
      const from = block * BLOCK;
      const to = Math.min(count, from + BLOCK);
      const uniform = inBlock[block] === 0 ? 0 : inBlock[block] === to - from ? 1 : -1;
      // A uniform block can begin or end a range at its first section only.
      const last = uniform < 0 ? to : from + 1;
      for (let section = from; section < last; section++) {
        if ((dark[section] === 1) === open) continue;
        out.push(section);
        open = !open;
      }
    }
    if (open) out.push(count);
    return out;
  };

  return { set, ranges };
};

const BLOCK = 256;
