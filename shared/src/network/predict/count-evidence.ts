import type { NetworkModel } from '../model.ts';
import { edgeClassName } from '../model.ts';
import type { Entry, Feeder } from './feeder.ts';
import { transformerAbove } from './name-devices.ts';
import type { PredictionTree } from './prediction-tree.ts';

/** The counts that a prediction's sentence is made of; `own` is what it explains, `signs` all that the tree has heard and not settled. */
export const countsFor = (
  model: NetworkModel,
  feeder: Feeder,
  node: number,
  own: readonly Entry[],
  signs: readonly Entry[],
  since: number,
): Record<string, number> => {
  const { tree } = feeder;
  const to = tree.end[node] as number;
  const calls = own.filter(({ evidence }) => evidence.kind === 'call' || evidence.kind === 'partial');
  const callers = new Set(calls.map(({ consumer }) => transformerAbove(tree, feeder.leafOf(consumer))));
  let transformers = 0;
  for (let v = node; v < to; v++) if (isTransformer(model, tree, v)) transformers++;
  const pings = new Map<number, boolean>();
  for (const { consumer, evidence, at } of signs) {
    const leaf = feeder.leafOf(consumer);
    if (leaf < node || leaf >= to || at <= since - 1) continue;
    if (evidence.kind === 'powerOn') pings.set(leaf, true);
    else if (evidence.kind === 'noResponse') pings.set(leaf, false);
  }
  const parent = tree.parent[node] as number;
  const beside = signs.filter(({ consumer, evidence, at }) => {
    const leaf = feeder.leafOf(consumer);
    const isSign = evidence.kind !== 'powerOn' && evidence.kind !== 'noResponse';
    const isBeside =
      parent >= 0 && leaf >= parent && leaf < (tree.end[parent] as number) && (leaf < node || leaf >= to);
    return isSign && isBeside && at > since - 1;
  });
  const times = calls.map(({ at }) => at);
  return {
    calls: calls.length,
    customers: tree.customers[node] as number,
    callingTransformers: callers.size,
    transformers,
    minutes: times.length === 0 ? 0 : Math.ceil(Math.max(...times) - Math.min(...times)),
    beside: beside.length,
    lastGasps: own.filter(({ evidence }) => evidence.kind === 'lastGasp').length,
    meters: tree.meters[node] as number,
    pingsOff: [...pings.values()].filter((on) => !on).length,
    pingsOn: [...pings.values()].filter((on) => on).length,
  };
};

const isTransformer = ({ edges }: NetworkModel, tree: PredictionTree, node: number): boolean => {
  for (let i = tree.deviceStart[node] as number; i < (tree.deviceStart[node + 1] as number); i++) {
    if (edgeClassName(edges.class[tree.devices[i] as number] as number) === 'PowerTransformer') return true;
  }
  return false;
};
