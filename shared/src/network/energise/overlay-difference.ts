import type { Overlay } from '../overlay.ts';

/** One id that one overlay says more often (`by` > 0) or less often than another. */
export type Difference = { readonly kind: keyof Overlay; readonly id: string; readonly by: number };

/**
 * What leads from one overlay to another. Lists that were made from one another share their beginning and end, which are only walked
 * over: among thousands of open devices one more costs a comparison of each, and nothing else.
 */
export const overlayDifference = (from: Overlay, to: Overlay): readonly Difference[] => {
  if (from === to) return [];
  const found: Difference[] = [];
  for (const kind of KINDS) differ(kind, from[kind], to[kind], found);
  return found;
};

const KINDS = ['opened', 'closed', 'cuts', 'isolated', 'generators'] as const;

const differ = (kind: keyof Overlay, from: readonly string[], to: readonly string[], found: Difference[]): void => {
  if (from === to) return;
  let start = 0;
  const shorter = Math.min(from.length, to.length);
  while (start < shorter && from[start] === to[start]) start++;
  let fromEnd = from.length;
  let toEnd = to.length;
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd--;
    toEnd--;
  }
  if (fromEnd === start && toEnd === start) return;
  const counts = new Map<string, number>();
  for (let i = start; i < fromEnd; i++) count(counts, from[i] as string, -1);
  for (let i = start; i < toEnd; i++) count(counts, to[i] as string, 1);
  for (const [id, by] of counts) if (by !== 0) found.push({ kind, id, by });
};

const count = (counts: Map<string, number>, id: string, by: number): void => {
  counts.set(id, (counts.get(id) ?? 0) + by);
};
