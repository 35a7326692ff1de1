import { expect, test } from 'vitest';
import { PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import { buildNetwork } from '../build.ts';
import { columnsOf } from '../testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../testing/generate-city.ts';
import { neighbourhood, transformerOf } from './neighbourhood.ts';
import { drawTrees, isService } from './prediction-tree.ts';
import { normalWalk } from './supply-walk.ts';

const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
const trees = drawTrees(
  { model, parameters: PREDICTION_PARAMETERS.values, meters: () => 0, isDead: () => false },
  normalWalk(model),
);

test('a neighbourhood is the lowest node that holds three transformers on either side, or all that there are', () => {
  for (const tree of trees) {
    const { parent, end } = tree;
    const leaves = Array.from({ length: tree.size }, (_, node) => node).filter((node) => isService(tree, node));
    const above = [...new Set(leaves.map((leaf) => parent[leaf] as number))].sort((a, b) => a - b);
    expect([...tree.transformers]).toEqual(above);
    for (const leaf of leaves) {
      const own = above.indexOf(parent[leaf] as number);
      const near = above.slice(Math.max(0, own - 3), own + 4);
      const holdsAll = (node: number) => near.every((one) => node <= one && one < (end[node] as number));
      expect(transformerOf(tree, leaf)).toBe(own);
      const found = neighbourhood(tree, own);
      expect(found === 0 || holdsAll(found)).toBe(true);
      for (let node = parent[leaf] as number; node !== found; node = parent[node] as number)
        expect(holdsAll(node)).toBe(false);
    }
  }
});
