export type TagSize = { readonly full: number; readonly compact: number };

const known = new WeakMap<HTMLElement, { readonly text: string; readonly size: TagSize }>();

/** How wide a tag is with its count and without, in pixels. Asked of the page once per text: asking makes it lay itself out. */
export const tagSize = (element: HTMLElement | undefined, scale: number): TagSize => {
  if (element === undefined) return { full: 80 * scale, compact: 24 * scale };
  const text = `${scale} ${element.textContent}`;
  const before = known.get(element);
  if (before?.text === text) return before.size;
  element.dataset.compact = 'false';
  const badge = element.firstElementChild;
  const size = {
    full: element.offsetWidth,
    compact: (badge instanceof HTMLElement ? badge.offsetWidth : 21 * scale) + 3 * scale,
  };
  if (size.full > 0) known.set(element, { text, size });
  return size;
};

/** Widths measured in a fallback font are wrong once the page's own has come. */
export const forgetSize = (element: HTMLElement): boolean => known.delete(element);
