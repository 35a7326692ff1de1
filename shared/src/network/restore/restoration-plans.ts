import type { NetworkModel } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import type { Ranges } from '../ranges.ts';
import { alternativesTo } from './alternatives.ts';
import { chooseFeeds } from './choose-feeds.ts';
import { divideIslands } from './divide-islands.ts';
import { extentOf } from './extent.ts';
import type { KnownFault } from './fault-zone.ts';
import { faultZone } from './fault-zone.ts';
import type { Forbidden } from './forbidden.ts';
import { prohibitionsIn } from './forbidden.ts';
import { gridUnder } from './grid.ts';
import { healthyIslands, tiesByIsland } from './islands.ts';
import { makePlan } from './make-plan.ts';
import { rankPlans } from './rank-plans.ts';
import type { RestorationPlan } from './restoration-plan.ts';
import { supplyTree } from './supply-tree.ts';

export type RestorationOptions = {
  /** Tags and permits in force: a step that they forbid is said so, and its plan comes after those that can be carried out. */
  readonly forbidden?: Forbidden;
  /** Sections of other located faults; nothing is energised there. */
  readonly otherFaults?: readonly number[];
  /** What the incident holds: its dark sections count as to be restored even where they no longer hang at the fault. */
  readonly within?: Ranges;
};

export type RestorationProposal = {
  /** Best first, at most RESTORATION.maxPlans. */
  readonly plans: readonly RestorationPlan[];
  /** Why there is no plan: nobody healthy is dark, or no switch can feed them. */
  readonly none: 'nothingHealthy' | 'noSwitch' | null;
};

/**
 * How to part the faulted section from the rest and feed everything else again. The same network, overlay, fault and options always give the
 * same plans. O(sections + devices) once, then the zone, the islands and the feeders that can carry them.
 */
export const proposeRestoration = (
  model: NetworkModel,
  overlay: Overlay,
  fault: KnownFault,
  { forbidden = { tags: [], permits: [] }, otherFaults = [], within }: RestorationOptions = {},
): RestorationProposal => {
  const grid = gridUnder(model, overlay);
  const present = supplyTree(grid, grid.isolated);
  const zone = faultZone(grid, fault, present.supplied);
  if (zone.size === 0) return { plans: [], none: 'nothingHealthy' };
  const dead = new Set([...grid.isolated, ...zone]);
  for (const section of otherFaults)
    for (const piece of faultZone(grid, { section }, present.supplied)) dead.add(piece);
  const isPresent = [...dead].every((piece) => !present.supplied(piece));
  const tree = isPresent ? present : supplyTree(grid, dead);

  const islands = healthyIslands(grid, tree, dead, zone, within);
  const prohibitions = prohibitionsIn(grid, forbidden);
  const choice = { grid, tree, islands, tiesByIsland: tiesByIsland(grid, tree, islands), prohibitions };
  const best = chooseFeeds(choice);
  if (best.length === 0) {
    const isSomebodyHealthy = islands.some(({ extent }) => extent.customers > 0);
    return { plans: [], none: isSomebodyHealthy ? 'noSwitch' : 'nothingHealthy' };
  }
  const out = new Set([...zone, ...islands.flatMap(({ pieces }) => pieces)]);
  const context = { grid, tree, zone, prohibitions, dark: extentOf(grid, out) };
  const plans = [best, ...alternativesTo(choice, best)].map((feeds) => makePlan(context, feeds));
  const division = divideIslands(choice, best);
  if (division !== null) plans.push(makePlan({ ...context, grid: division.choice.grid }, division.feeds, division));
  return { plans: rankPlans(plans), none: null };
};

/** The plans alone. */
export const restorationPlans = (
  model: NetworkModel,
  overlay: Overlay,
  fault: KnownFault,
  options: RestorationOptions = {},
): readonly RestorationPlan[] => proposeRestoration(model, overlay, fault, options).plans;
