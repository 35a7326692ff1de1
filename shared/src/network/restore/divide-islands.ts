import { RESTORATION } from '../../rules/restoration-defaults.ts';
import { edgeClassName } from '../model.ts';
import type { Choice } from './choose-feeds.ts';
import { chooseFeeds, withoutUseless } from './choose-feeds.ts';
import { compareExtents, extentOf } from './extent.ts';
import type { Grid } from './grid.ts';
import type { Island } from './islands.ts';
import { tiesByIsland } from './islands.ts';
import type { Feed } from './loading.ts';
import { isOverloaded, loadingOf, shareOf } from './loading.ts';
import type { Loading } from './restoration-plan.ts';

/** Islands of which some are divided: which switches inside them open, and how everything is fed then. */
export type Division = {
  readonly choice: Choice;
  readonly feeds: readonly Feed[];
  /** Switches that open so that what is on either side of them is fed, or left, by itself. */
  readonly partings: readonly number[];
  /** What one tie alone would have loaded the most. */
  readonly undivided: Loading;
};

/**
 * Where the best ties are too weak for their islands: the islands divided at switches inside them, so that several ties share what one
 * cannot carry, and what none can carry stays dark. Null where that brings nobody more than leaving out the overloaded islands does.
 *
 * Greedy: the one switch that regains most within ratings, then another where that regains still more (network reconfiguration after
 * Civanlar et al. 1988 opens and closes one pair of switches at a time as well). Every part has one tie at most, so all stays radial.
 */
export const divideIslands = (choice: Choice, best: readonly Feed[]): Division | null => {
  const undivided = weakestOf(choice, best);
  if (undivided === null || !isOverloaded(undivided)) return null;
  let at = within(choice, best);
  let partings: readonly number[] = [];
  for (let round = 0; round < RESTORATION.values.maxPartings; round++) {
    const better = bestParting(choice, partings, at);
    if (better === null) break;
    at = better;
    partings = better.partings;
  }
  if (partings.length === 0) return null;
  const needed = partings.filter((device) => isBetweenFeeds(at, device));
  return needed.length === 0 ? null : { choice: at.choice, feeds: at.feeds, partings: needed, undivided };
};

type Standing = { readonly choice: Choice; readonly feeds: readonly Feed[] };

/** The same without the feeds that overload something, those with the fewest at stake given up first. */
const within = (choice: Choice, feeds: readonly Feed[]): Standing => {
  let kept = feeds;
  for (;;) {
    const over = kept.filter((feed) => isOverloaded(loadingOf(choice.grid, choice.tree, kept, feed)));
    const [least] = over.toSorted((a, b) => compareExtents(b.island.extent, a.island.extent));
    if (least === undefined) return { choice, feeds: withoutUseless(kept) };
    kept = withoutIsland(kept, least.island.number);
  }
};

/** Without this island and those that are fed through it. */
const withoutIsland = (feeds: readonly Feed[], island: number): readonly Feed[] => {
  const gone = new Set([island]);
  return feeds.filter((feed) => {
    if (gone.has(feed.island.number) || gone.has(feed.tie.through)) gone.add(feed.island.number);
    return !gone.has(feed.island.number);
  });
};

const bestParting = (
  choice: Choice,
  partings: readonly number[],
  before: Standing,
): (Standing & { readonly partings: readonly number[] }) | null => {
  let found: (Standing & { readonly partings: readonly number[] }) | null = null;
  for (const device of candidates(choice, partings, before)) {
    const more = [...partings, device];
    const parted = partedChoice(choice, more);
    const standing = within(parted, chooseFeeds(parted));
    if (compareStandings(standing, found ?? before) < 0) found = { ...standing, partings: more };
  }
  return found;
};

/** Negative where `a` brings more people back within ratings, or the same with less load. */
const compareStandings = (a: Standing, b: Standing): number =>
  compareExtents(regainedBy(a), regainedBy(b)) ||
  // Only what regains more is worth another operation; among equals the less loaded one.
  (a.choice.islands.length === b.choice.islands.length ? loadOf(a) - loadOf(b) : 0);

const regainedBy = ({ choice: { grid }, feeds }: Standing) =>
  extentOf(
    grid,
    feeds.flatMap(({ island }) => island.pieces),
  );

const loadOf = ({ choice, feeds }: Standing): number => shareOf(weakestOf(choice, feeds));

const weakestOf = ({ grid, tree }: Choice, feeds: readonly Feed[]): Loading | null =>
  feeds
    .map((feed) => loadingOf(grid, tree, feeds, feed))
    .reduce((weakest, loading) => (shareOf(loading) > shareOf(weakest) ? loading : weakest), null);

/**
 * Closed switches inside the islands that are not fed as things stand, those that halve the load of their island best first: they are
 * the likeliest, and only so many are tried.
 */
const candidates = (
  choice: Choice,
  partings: readonly number[],
  { feeds, choice: at }: Standing,
): readonly number[] => {
  const { grid } = at;
  const fed = new Set(feeds.map(({ island }) => island.number));
  const scored: { device: number; imbalance: number }[] = [];
  for (const island of at.islands) {
    if (fed.has(island.number) || island.extent.customers === 0) continue;
    const inside = new Set(island.pieces);
    const total = island.pieces.reduce((sum, piece) => sum + grid.kwOf(piece), 0);
    const behind = kwBehind(grid, island, inside);
    for (const [device, kw] of behind) {
      if (partings.includes(device) || !PARTS_LOAD.has(edgeClassName(grid.model.edges.class[device] as number)))
        continue;
      if (choice.prohibitions.toOperate(device).length > 0) continue;
      scored.push({ device, imbalance: Math.abs(total - 2 * kw) });
    }
  }
  return scored
    .sort((a, b) => a.imbalance - b.imbalance || a.device - b.device)
    .slice(0, MAX_TRIED)
    .map(({ device }) => device);
};

/** Kilowatts behind each closed device inside the island, seen from its first piece. */
const kwBehind = (grid: Grid, { pieces }: Island, inside: ReadonlySet<number>): ReadonlyMap<number, number> => {
  const came = new Map<number, { readonly device: number; readonly from: number }>([
    [pieces[0] as number, { device: -1, from: -1 }],
  ]);
  for (const piece of came.keys())
    for (const device of grid.devicesAt(piece)) {
      const other = grid.across(device, piece);
      if (!grid.isOpen(device) && inside.has(other) && !came.has(other)) came.set(other, { device, from: piece });
    }
  const kw = new Map<number, number>();
  const behind = new Map<number, number>();
  for (const [piece, { device, from }] of [...came].reverse()) {
    const own = (kw.get(piece) ?? 0) + grid.kwOf(piece);
    if (device < 0) continue;
    behind.set(device, own);
    kw.set(from, (kw.get(from) ?? 0) + own);
  }
  return behind;
};

/** The same choice with these switches open and their islands in parts. What has just been opened is no tie. */
const partedChoice = (choice: Choice, partings: readonly number[]): Choice => {
  const open = new Set(partings);
  const grid: Grid = { ...choice.grid, isOpen: (device) => open.has(device) || choice.grid.isOpen(device) };
  let next = Math.max(...choice.islands.map(({ number }) => number)) + 1;
  const islands = choice.islands.flatMap((island) => {
    const parts = partsOf(grid, island);
    return parts.length === 1 ? [island] : parts.map((part) => ({ ...part, number: next++ }));
  });
  const ties = tiesByIsland(grid, choice.tree, islands);
  const withoutParted = [...ties].map(
    ([island, own]) => [island, own.filter(({ device }) => !open.has(device))] as const,
  );
  return { ...choice, grid, islands, tiesByIsland: new Map(withoutParted) };
};

const partsOf = (grid: Grid, island: Island): readonly Island[] => {
  const left = new Set(island.pieces);
  const parts: Island[] = [];
  for (const start of island.pieces) {
    if (!left.has(start)) continue;
    const together = new Set([start]);
    for (const piece of together) {
      left.delete(piece);
      for (const device of grid.devicesAt(piece)) {
        const other = grid.across(device, piece);
        if (!grid.isOpen(device) && left.has(other)) together.add(other);
      }
    }
    const pieces = [...together].sort((a, b) => a - b);
    const own = new Set(pieces.flatMap((piece) => [...grid.devicesAt(piece)]));
    const isolate = island.isolate.filter((device) => own.has(device));
    parts.push({ number: island.number, pieces, isolate, extent: extentOf(grid, pieces) });
  }
  return parts;
};

/** Whether the switch parts something that is fed from something else: without it two ties, or a tie and what stays dark, would meet. */
const isBetweenFeeds = ({ choice: { grid }, feeds }: Standing, device: number): boolean => {
  const { edges } = grid.model;
  const islandAt = (node: number) =>
    feeds.find(({ island }) => island.pieces.includes(grid.pieceOfNode(node)))?.island.number ?? -1;
  return islandAt(edges.from[device] as number) !== islandAt(edges.to[device] as number);
};

/** A dead section may be parted by any switch; a fuse is pulled only to isolate, and a jumper stays where it is. */
const PARTS_LOAD: ReadonlySet<string> = new Set([
  'Breaker',
  'Recloser',
  'Sectionaliser',
  'LoadBreakSwitch',
  'Disconnector',
]);

const MAX_TRIED = 24;
