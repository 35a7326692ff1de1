/** How many things at each section are not as they normally are, and whether all is normal between two of them. */
export type AbnormalSections = {
  readonly add: (section: number, by: number) => void;
  /** How many there are in sections [from, to). O(256 + (to − from) / 256). */
  readonly within: (from: number, to: number) => number;
};

export const abnormalSections = (count: number): AbnormalSections => {
  const at = new Uint32Array(count);
  const inBlock = new Uint32Array(Math.ceil(count / BLOCK));
  const add = (section: number, by: number): void => {
    at[section] = (at[section] as number) + by;
    const block = (section / BLOCK) | 0;
    inBlock[block] = (inBlock[block] as number) + by;
  };
  const within = (from: number, to: number): number => {
    let sum = 0;
    for (let section = from; section < to; ) {
      if (section % BLOCK === 0 && section + BLOCK <= to) {
        sum += inBlock[section / BLOCK] as number;
        section += BLOCK;
      } else sum += at[section++] as number;
    }
    return sum;
  };
  return { add, within };
};

const BLOCK = 256;
