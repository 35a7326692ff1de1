import type { Prominence } from './incident-tags.ts';
import type { Point, Rectangle } from './rectangle.ts';
import { contains, crosses, grown, nearestPoint, overlap } from './rectangle.ts';

/** A tag to find a place for. */
export type Tag = {
  readonly key: string;
  /** What it points at. */
  readonly anchor: Point;
  readonly width: number;
  readonly height: number;
  /** Its size when there is no room for more than the badge. */
  readonly compactWidth: number;
  readonly prominence: Prominence;
  /** Its count is shown however much is covered already. */
  readonly pressing?: boolean;
};

/** Where a tag came to stand, as an offset from its anchor, so that it can follow the map without being placed again. */
export type Placed = { readonly dx: number; readonly dy: number; readonly compact: boolean };

/** `of`: the key of the one tag that may cover it. `solid`: it lies over the tags, and none may stand behind it. */
export type Obstacle = {
  readonly box: Rectangle;
  readonly weight: number;
  readonly of?: string;
  readonly solid?: boolean;
};

export type Ground = {
  readonly view: Rectangle;
  /** What a tag had better not cover, and how bad that is per pixel. */
  readonly obstacles: readonly Obstacle[];
  readonly scale: number;
};

/** How much of the map tags with their counts may cover together. Those that come later are badges: a map under its tags tells nothing. */
const MOST_COVERED = 0.12;

const ANGLES = 16;
/** Distances of the near edge of a tag from its anchor, in units of scale. */
const REACH: Readonly<Record<Prominence, readonly number[]>> = {
  first: [16, 30, 52, 84, 124],
  second: [16, 30],
  third: [],
};

/**
 * Gives every tag a place where it covers no other tag, most important first. A tag that stood well stays where it was: a wall that
 * shuffles its labels with every event cannot be read. What finds no room shrinks to its badge, and a badge is always shown.
 */
export const placeTags = (
  tags: readonly Tag[],
  ground: Ground,
  previous: ReadonlyMap<string, Placed> = new Map(),
): ReadonlyMap<string, Placed> => {
  const taken: { readonly box: Rectangle; readonly anchor: Point }[] = [];
  const placed = new Map<string, Placed>();
  let room = MOST_COVERED * ground.view.width * ground.view.height;
  for (const tag of tags) {
    const before = previous.get(tag.key);
    const reach = tag.pressing || room >= tag.width * tag.height ? REACH[tag.prominence] : [];
    const place =
      best(tag, candidates(tag, ground.scale, reach, false), ground, taken, before) ??
      best(tag, candidates(tag, ground.scale, REACH.second, true), ground, taken, before) ??
      onAnchor(tag);
    if (!place.compact) room -= tag.width * tag.height;
    placed.set(tag.key, place);
    taken.push({ box: boxAt(tag, place), anchor: tag.anchor });
  }
  return placed;
};

export const boxAt = ({ anchor, width, compactWidth, height }: Tag, { dx, dy, compact }: Placed): Rectangle => ({
  x: anchor.x + dx,
  y: anchor.y + dy,
  width: compact ? compactWidth : width,
  height,
});

const onAnchor = (tag: Tag): Placed => ({ dx: -tag.compactWidth / 2, dy: -tag.height / 2, compact: true });

const candidates = function* (
  tag: Tag,
  scale: number,
  distances: readonly number[],
  compact: boolean,
): Generator<Placed> {
  const width = compact ? tag.compactWidth : tag.width;
  if (compact) yield onAnchor(tag);
  for (const distance of distances) {
    for (let step = 0; step < ANGLES; step++) {
      const angle = (step / ANGLES) * 2 * Math.PI;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      // Along a diagonal the corner comes nearest, along an axis the side: the box is pushed out until its near edge is `distance` away.
      const reach = distance * scale;
      const centreX = cos * (reach + width / 2);
      const centreY = sin * (reach + tag.height / 2);
      yield { dx: centreX - width / 2, dy: centreY - tag.height / 2, compact };
    }
  }
};

const best = (
  tag: Tag,
  places: Iterable<Placed>,
  ground: Ground,
  taken: readonly { readonly box: Rectangle; readonly anchor: Point }[],
  before: Placed | undefined,
): Placed | null => {
  let chosen: Placed | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  const consider = (place: Placed, bonus: number): void => {
    const cost = costOf(tag, place, ground, taken);
    if (cost === null || cost - bonus >= lowest) return;
    [chosen, lowest] = [place, cost - bonus];
  };
  for (const place of places) {
    if (before !== undefined && before.compact === place.compact) {
      consider({ ...before, compact: place.compact }, STAY_BONUS);
      before = undefined;
    }
    consider(place, 0);
  }
  return chosen;
};

/** How much better another place must be before a tag moves there. */
const STAY_BONUS = 60;
/** The air that tags keep between each other, in units of scale. */
const AIR = 3;

/** Null: cannot stand there. */
const costOf = (
  tag: Tag,
  place: Placed,
  { view, obstacles, scale }: Ground,
  taken: readonly { readonly box: Rectangle; readonly anchor: Point }[],
): number | null => {
  const box = boxAt(tag, place);
  if (!contains(view, box) && contains(view, grown({ ...tag.anchor, width: 0, height: 0 }, 1))) return null;
  const leaderEnd = nearestPoint(box, tag.anchor);
  let cost = Math.hypot(leaderEnd.x - tag.anchor.x, leaderEnd.y - tag.anchor.y) / scale;
  for (const other of taken) {
    if (overlap(grown(box, AIR * scale), other.box) > 0) return null;
    if (crosses(tag.anchor, leaderEnd, other.box)) cost += 120;
    const otherEnd = nearestPoint(other.box, other.anchor);
    if (crosses(other.anchor, otherEnd, box)) cost += 120;
  }
  const area = scale * scale;
  for (const obstacle of obstacles) {
    const shared = overlap(box, obstacle.box);
    if (obstacle.solid && shared > 0) return null;
    if (obstacle.of !== tag.key || !place.compact) cost += (shared * obstacle.weight) / area;
  }
  return cost;
};
