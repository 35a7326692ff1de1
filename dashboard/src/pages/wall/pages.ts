/** Long enough to read a page of places aloud. */
const PAGE_MS = 12_000;

/** Which part of a list that is longer than its room is shown at an instant: all of it in turn, by the clock alone. */
export const pageAt = <Item>(
  items: readonly Item[],
  room: number,
  nowMs: number,
): { readonly items: readonly Item[]; readonly page: number; readonly pages: number } => {
  const perPage = Math.max(1, room);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const page = Math.floor(nowMs / PAGE_MS) % pages;
  return { items: items.slice(page * perPage, (page + 1) * perPage), page: page + 1, pages };
};
