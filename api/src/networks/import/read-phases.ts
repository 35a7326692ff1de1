import { PHASES } from '@relight/shared/network/model';

/** Bits of PHASES from a text like `ABC`, `CA`, `BN` or `s1N`: the same letters in any order are the same phases. Undefined where it is none. */
export const readPhases = (text: string): number | undefined => {
  if (!/^(s12|s1|s2|[ABCN])+$/.test(text)) return undefined;
  let bits = 0;
  for (const [sign] of text.matchAll(/s12|s1|s2|[ABCN]/g)) {
    const own = BITS[sign] as number;
    // A phase twice is a slip of the pen.
    if ((bits & own) !== 0) return undefined;
    bits |= own;
  }
  return bits;
};

const BITS: Readonly<Record<string, number>> = { ...PHASES, s12: PHASES.s1 | PHASES.s2 };
