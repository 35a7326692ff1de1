import { sha256Hex } from '../../hash.ts';
import type { Extent } from '../facts.ts';
import { positionOfEdge } from '../position.ts';
import type { Division } from './divide-islands.ts';
import { extentOf, NOBODY } from './extent.ts';
import type { Prohibition, Prohibitions } from './forbidden.ts';
import type { Grid } from './grid.ts';
import { isOperable } from './grid.ts';
import type { Feed } from './loading.ts';
import { isOverloaded, loadingOf, shareOf } from './loading.ts';
import type { Loading, PlanStep, RestorationPlan } from './restoration-plan.ts';
import type { SupplyTree } from './supply-tree.ts';

export type PlanContext = {
  readonly grid: Grid;
  readonly tree: SupplyTree;
  readonly zone: ReadonlySet<number>;
  readonly prohibitions: Prohibitions;
  /** Everybody who is out, in the zone and around it. */
  readonly dark: Extent;
};

/**
 * The numbered steps that close these feeds in turn: first every switch opens that parts the fault from them and from what has supply,
 * then those that divide an island between ties.
 */
export const makePlan = (context: PlanContext, feeds: readonly Feed[], division?: Division): RestorationPlan => {
  const { grid, tree, prohibitions, dark } = context;
  const steps: PlanStep[] = [];
  const forbidden: { step: number; by: 'tag' | 'permit'; id: string }[] = [];
  let telemetered = 0;
  const add = (device: number, how: Pick<PlanStep, 'action' | 'purpose' | 'regained'>, by: readonly Prohibition[]) => {
    const number = steps.length + 1;
    telemetered += grid.model.edges.telemetered[device] as number;
    steps.push({ number, ...how, ...nameOf(grid, device) });
    for (const { by: kind, id } of by) forbidden.push({ step: number, by: kind, id });
  };
  for (const device of switchesToOpen(context, feeds))
    add(device, { action: 'open', purpose: 'isolate', regained: NOBODY }, prohibitions.toOperate(device));
  for (const device of division?.partings ?? [])
    add(device, { action: 'open', purpose: 'sectionalise', regained: NOBODY }, prohibitions.toOperate(device));
  for (const feed of feeds) {
    const { device } = feed.tie;
    const purpose = grid.model.edges.normalOpen[device] === 1 ? 'backFeed' : 'reenergise';
    add(device, { action: 'close', purpose, regained: feed.island.extent }, prohibitions.toFeed(feed));
  }

  const regained = extentOf(
    grid,
    feeds.flatMap(({ island }) => island.pieces),
  );
  const loading = weakestOf(feeds.map((feed) => loadingOf(grid, tree, feeds, feed)));
  return {
    id: sha256Hex(JSON.stringify([grid.model.version, steps.map(({ action, device }) => [action, device])])).slice(
      0,
      12,
    ),
    steps,
    regained,
    customersLeft: dark.customers - regained.customers,
    loading,
    undivided: division?.undivided ?? null,
    forbidden,
    ranking: {
      importantRegained: regained.important.length,
      customersRegained: regained.customers,
      overloaded: isOverloaded(loading),
      operations: steps.length,
      telemetered,
    },
  };
};

const switchesToOpen = ({ grid, tree, zone }: PlanContext, feeds: readonly Feed[]): readonly number[] => {
  const found = new Set<number>();
  for (const piece of zone) {
    for (const device of grid.devicesAt(piece))
      if (!grid.isOpen(device) && isOperable(grid.model, device) && tree.supplied(grid.across(device, piece)))
        found.add(device);
  }
  for (const { island } of feeds) for (const device of island.isolate) found.add(device);
  // Numbered from the sources outwards.
  return [...found].sort((a, b) => a - b);
};

const nameOf = ({ model }: Grid, device: number): Pick<PlanStep, 'device' | 'name' | 'nameEn' | 'lon' | 'lat'> => {
  const id = model.edges.ids[device] as string;
  const nameEn = model.edges.namesEn.get(device);
  return {
    device: id,
    name: model.edges.names.get(device) ?? id,
    ...(nameEn === undefined ? {} : { nameEn }),
    ...positionOfEdge(model, device),
  };
};

const weakestOf = (loadings: readonly (Loading | null)[]): Loading | null =>
  loadings.reduce((weakest, loading) => (shareOf(loading) > shareOf(weakest) ? loading : weakest), null);
