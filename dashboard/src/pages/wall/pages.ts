/** Long enough to read a page of places aloud. */
const PAGE_MS = 12_000;

/** Which part of a list that is longer than its room is shown at an instant: all of it in turn, by the clock alone. */
export const pageAt = <Item>(
  items: readonly Item[],
  room: number,
  nowMs: number,
): { readonly items: readonly Item[]; readonly page: number; readonly pages: number } => {
  const pages = Math.max(1, Math.ceil(items.length / Math.max(1, room)));
  const page = Math.floor(nowMs / PAGE_MS) % pages;
  // As full as each other: a last page with one row on it looks as if all else had been restored.
  const upTo = (count: number) => Math.floor((count * items.length) / pages);
  return { items: items.slice(upTo(page), upTo(page + 1)), page: page + 1, pages };
};
