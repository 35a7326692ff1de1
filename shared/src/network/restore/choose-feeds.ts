import { edgeClassName } from '../model.ts';
import { compareExtents } from './extent.ts';
import type { Prohibitions } from './forbidden.ts';
import type { Grid } from './grid.ts';
import type { Island, Tie } from './islands.ts';
import type { Feed } from './loading.ts';
import { isOverloaded, loadingOf } from './loading.ts';
import type { SupplyTree } from './supply-tree.ts';

/** What is fixed beforehand: an island is fed by this tie, or (`null`) stays dark. */
export type Wishes = ReadonlyMap<number, Tie | null>;

export type Choice = {
  readonly grid: Grid;
  readonly tree: SupplyTree;
  readonly islands: readonly Island[];
  readonly tiesByIsland: ReadonlyMap<number, readonly Tie[]>;
  readonly prohibitions: Prohibitions;
};

/**
 * One tie for every island that can have one, in the order in which to close them: an island never gets a second one, which keeps every
 * state radial and no two sources joined. Islands with the most at stake choose first. A tie is the better the sooner it is: allowed,
 * within ratings, of their own feeder, made to switch load, telemetered, little loaded.
 */
export const chooseFeeds = (choice: Choice, wishes: Wishes = new Map()): readonly Feed[] => {
  const feeds: Feed[] = [];
  const fed = new Set<number>();
  const waiting = new Set(choice.islands.toSorted((a, b) => compareExtents(a.extent, b.extent)));
  const nextFeed = (): Feed | undefined => {
    for (const island of waiting) {
      const wish = wishes.get(island.number);
      if (wish === null) continue;
      const ties = (choice.tiesByIsland.get(island.number) ?? []).filter(
        (tie) => (tie.through < 0 || fed.has(tie.through)) && (wish === undefined || tie === wish),
      );
      const [tie] = tiesInOrder(choice, feeds, island, ties);
      if (tie) return { tie, island };
    }
    return undefined;
  };
  for (let feed = nextFeed(); feed; feed = nextFeed()) {
    feeds.push(feed);
    fed.add(feed.island.number);
    waiting.delete(feed.island);
  }
  return withoutUseless(feeds);
};

/** The ties of an island, best first, when these feeds are closed already. */
export const tiesInOrder = (
  choice: Choice,
  before: readonly Feed[],
  island: Island,
  ties = choice.tiesByIsland.get(island.number) ?? [],
): readonly Tie[] =>
  ties
    .map((tie) => ({ tie, standing: standingOf(choice, before, { tie, island }) }))
    .sort((a, b) => compareStandings(a.standing, b.standing))
    .map(({ tie }) => tie);

/** Smaller is better, the first difference decides. Equal ones stay in device order. */
const standingOf = ({ grid, tree, prohibitions }: Choice, before: readonly Feed[], feed: Feed): readonly number[] => {
  const { edges } = grid.model;
  const { device } = feed.tie;
  const loading = loadingOf(grid, tree, [...before, feed], feed);
  return [
    prohibitions.toFeed(feed).length > 0 ? 1 : 0,
    isOverloaded(loading) ? 1 : 0,
    edges.normalOpen[device] as number,
    NOT_FOR_LOAD.has(edgeClassName(edges.class[device] as number)) ? 1 : 0,
    edges.telemetered[device] === 1 ? 0 : 1,
    loading ? loading.amperes / loading.ratedA : 0,
  ];
};

/** IEC 61970-301: a disconnector makes and breaks negligible current only; a jumper is placed by hand. */
const NOT_FOR_LOAD: ReadonlySet<string> = new Set(['Disconnector', 'Jumper']);

const compareStandings = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
};

/** Without feeds of islands where nobody lives, unless another island is fed through them. */
export const withoutUseless = (feeds: readonly Feed[]): readonly Feed[] => {
  const needed = new Set<number>();
  for (const { tie, island } of feeds.toReversed())
    if (island.extent.customers > 0 || needed.has(island.number)) {
      needed.add(island.number);
      needed.add(tie.through);
    }
  return feeds.filter(({ island }) => needed.has(island.number));
};
