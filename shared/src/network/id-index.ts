/** Looks up the position of an id in a column of ids. */
export type IdIndex = (id: string) => number | undefined;

/**
 * An open-addressing hash table over a column of ids. It holds positions only: 8–16 bytes an id, where a Map of a million strings needs
 * several times that, and it is built in a fraction of the time.
 */
export const idIndex = (ids: readonly string[]): IdIndex => {
  const mask = nextPowerOfTwo(Math.max(16, ids.length * 2)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  ids.forEach((id, position) => {
    let slot = hash(id) & mask;
    while (slots[slot] !== -1) slot = (slot + 1) & mask;
    slots[slot] = position;
  });
  return (id) => {
    for (let slot = hash(id) & mask; ; slot = (slot + 1) & mask) {
      const position = slots[slot] as number;
      if (position === -1) return undefined;
      if (ids[position] === id) return position;
    }
  };
};

const nextPowerOfTwo = (value: number): number => 2 ** Math.ceil(Math.log2(value));

/** FNV-1a with a final mix, because ids that differ only in their last digit are the usual case. */
const hash = (id: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};
