import type { Point, Rectangle } from '../tags/rectangle.ts';
import { contains, overlap } from '../tags/rectangle.ts';

export type NameToPlace = {
  readonly key: string;
  readonly anchor: Point;
  readonly width: number;
  readonly height: number;
  /** Shown even over something else: the chosen crew is always named. */
  readonly always: boolean;
};

/**
 * A place beside its mark for each name, first come first served; below, right, left, above, then the
 * corners. A name that would cover a tag or another name
 * is left out: a name that cannot be told from its neighbour's is worse than none.
 */
export const placeNames = (
  names: readonly NameToPlace[],
  view: Rectangle,
  taken: readonly Rectangle[],
  gap: number,
): ReadonlyMap<string, Point> => {
  const boxes = [...taken];
  const placed = new Map<string, Point>();
  for (const { key, anchor, width, height, always } of names) {
    const offsets: readonly Point[] = [
      { x: -width / 2, y: gap },
      { x: gap, y: -height / 2 },
      { x: -gap - width, y: -height / 2 },
      { x: -width / 2, y: -gap - height },
      ...[gap * 0.8, -gap * 0.8 - height].flatMap((y) => [
        { x: gap * 0.5, y },
        { x: -gap * 0.5 - width, y },
      ]),
    ];
    const free = offsets.find((offset) => {
      const box = { x: anchor.x + offset.x, y: anchor.y + offset.y, width, height };
      return contains(view, box) && boxes.every((other) => overlap(box, other) === 0);
    });
    const offset = free ?? (always ? offsets[0] : undefined);
    if (offset === undefined) continue;
    placed.set(key, offset);
    boxes.push({ x: anchor.x + offset.x, y: anchor.y + offset.y, width, height });
  }
  return placed;
};
