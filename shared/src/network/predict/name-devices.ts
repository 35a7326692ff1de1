import type { NetworkModel } from '../model.ts';
import type { Feeder } from './feeder.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { isService } from './prediction-tree.ts';

/** The lowest node with a device of its own, from a service point upwards. */
export const transformerAbove = (tree: PredictionTree, leaf: number): number => {
  let node = leaf;
  while (node >= 0 && isService(tree, node)) node = tree.parent[node] as number;
  return node;
};

/** The node that a device belongs to, by edge number; -1 if it is not in the tree. */
export const nodeOfDevice = (tree: PredictionTree, device: number): number => {
  const at = tree.devices.indexOf(device);
  if (at < 0) return -1;
  let low = 0;
  let high = tree.size - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.deviceStart[middle + 1] as number) > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Edge numbers of a node's devices, the one to be named first: open by telemetry, else the likeliest not known to be closed. */
const devicesOf = ({ tree, telemetry }: Feeder, node: number): number[] => {
  const said = telemetry.get(node);
  const from = tree.deviceStart[node] as number;
  const to = tree.deviceStart[node + 1] as number;
  const all: { device: number; rate: number; rank: number }[] = [];
  for (let i = from; i < to; i++) {
    const device = tree.devices[i] as number;
    const rank = said?.open.includes(device) ? 0 : said?.closed.some((one) => one.device === device) ? 2 : 1;
    all.push({ device, rate: tree.deviceRate[i] as number, rank });
  }
  return all.sort((a, b) => a.rank - b.rank || b.rate - a.rate || a.device - b.device).map(({ device }) => device);
};

/** Id of the device that a node is named by. */
export const deviceName = (model: NetworkModel, feeder: Feeder, node: number): string =>
  model.edges.ids[devicesOf(feeder, node)[0] as number] as string;

/** Id of the service point at a leaf. */
export const servicePointName = (model: NetworkModel, { tree }: Feeder, leaf: number): string =>
  model.nodes.ids[tree.consumer[leaf] as number] as string;

/** The other devices of a node: they have the same customers. */
export const sameAs = (model: NetworkModel, feeder: Feeder, node: number): string[] =>
  devicesOf(feeder, node)
    .slice(1)
    .map((device) => model.edges.ids[device] as string);
