import type { Choice, Wishes } from './choose-feeds.ts';
import { chooseFeeds, tiesInOrder } from './choose-feeds.ts';
import type { Feed } from './loading.ts';
import { isOverloaded, loadingOf } from './loading.ts';

/**
 * Other ways to feed the same islands: one island at a time by its next best ties, and, where the best way overloads something, without
 * that island. Bounded, most at stake first.
 */
export const alternativesTo = (choice: Choice, best: readonly Feed[]): readonly (readonly Feed[])[] => {
  const kept = new Map(best.map(({ tie, island }) => [island.number, tie]));
  const found: (readonly Feed[])[] = [];
  const take = (wishes: Wishes, mayBeFewer: boolean) => {
    const feeds = chooseFeeds(choice, wishes);
    if (feeds.length > 0 && (mayBeFewer || feeds.length === best.length)) found.push(feeds);
  };
  for (const feed of best) {
    if (found.length >= MAX_ALTERNATIVES) break;
    const number = feed.island.number;
    /** Whether supply comes to this island by way of the one whose tie is to change: that one cannot be fed from it. */
    const isFedThrough = (island: number): boolean =>
      island === number || (island >= 0 && isFedThrough(kept.get(island)?.through ?? -1));
    const without = best.filter((other) => other !== feed);
    const possible = choice.tiesByIsland.get(number)?.filter((tie) => tie !== feed.tie && !isFedThrough(tie.through));
    const others = tiesInOrder(choice, without, feed.island, possible ?? []);
    for (const tie of others.slice(0, MAX_TIES_EACH)) take(new Map([...kept, [number, tie]]), false);
    if (!isOverloaded(loadingOf(choice.grid, choice.tree, best, feed))) continue;
    const independent = best.filter(({ tie }) => tie.through !== number);
    take(new Map([...independent.map(({ island, tie }) => [island.number, tie] as const), [number, null]]), true);
  }
  return found;
};

const MAX_ALTERNATIVES = 20;
const MAX_TIES_EACH = 4;
