import { NODE, PARENT } from './feeder-state.ts';
import type { FrontFeeder, FrontTiming } from './front-explains.ts';
import { logAdd } from './log-add.ts';
import { NEIGHBOURS, neighbourhood, neighboursOf, transformerOf } from './neighbourhood.ts';
import { isService, MINUTES_PER_YEAR } from './prediction-tree.ts';
import { isOpenBy } from './rescore.ts';
import { GASPS_COME_MINUTES } from './weigh-gasps.ts';

const NO = Number.NEGATIVE_INFINITY;

/**
 * By slot: log of how much likelier what was heard below it is, if nothing there has failed, once something near enough outside it has: some
 * customers are on record behind a neighbouring transformer. How many signs have gone astray so is told from how many came from the
 * neighbours. O(signs · (neighbours + depth)).
 */
export const logAstray = (
  { tree, state, heard }: FrontFeeder,
  { start, law, shares, minute }: FrontTiming,
): Float64Array => {
  const { cells, layout, slotOf, parameters } = state;
  const { wrongRecords, strayCallsPerYear, meters } = parameters.values;
  const astray = new Float64Array(state.slots);
  if (tree.transformers.length === 0) return astray;
  const signs = heard
    .filter(({ at }) => at > start)
    .map((sign) => ({ ...sign, transformer: transformerOf(tree, sign.leaf) }));
  const from = { call: new Map<number, number>(), gasp: new Map<number, number>() };
  for (const { kind, transformer, weight } of signs)
    from[kind].set(transformer, (from[kind].get(transformer) ?? 0) + weight);

  const called = law.calledBy(minute - start);
  const mostCalling = Math.max(...shares.share);
  const strays = new Map<number, { gain: number; readonly transformer: number }>();
  for (const { leaf, kind, transformer, at, weight } of signs) {
    let near = 0;
    for (const other of neighboursOf(tree, transformer)) near += from[kind].get(other) ?? 0;
    if (near === 0) continue;
    const node = tree.transformers[transformer] as number;
    const expected = (near * wrongRecords) / NEIGHBOURS;
    // No more call than if all that stands around were out.
    const most = wrongRecords * mostCalling * law.density(at - start);
    const timesStray =
      kind === 'call'
        ? Math.min(most, ((expected / (tree.customers[node] as number)) * law.density(at - start)) / called) /
          strayCallsPerYear
        : expected / GASPS_COME_MINUTES / (Math.max(1, tree.meters[node] as number) * meters.blinksPerYear);
    const known = strays.get(leaf) ?? { gain: 0, transformer };
    known.gain += weight * Math.log1p(timesStray * MINUTES_PER_YEAR);
    strays.set(leaf, known);
  }

  for (const [leaf, { gain: stray, transformer }] of strays) {
    const own = slotOf.get(leaf) as number;
    // A service that has failed by itself explains its own signs, and those of no neighbour.
    const byItself = isService(tree, leaf) ? (cells[own * layout.stride + layout.now.score] as number) : NO;
    const gain = logAdd(byItself, stray) - logAdd(byItself, 0);
    const highest = neighbourhood(tree, transformer);
    for (let slot = own; slot >= 0; slot = cells[slot * layout.stride + PARENT] as number) {
      const node = cells[slot * layout.stride + NODE] as number;
      if (node === highest) break;
      astray[slot] = (astray[slot] as number) + gain;
      // What an open device explains is a sign of nothing above it.
      if (isOpenBy(state, node, minute)) break;
    }
  }
  return astray;
};
