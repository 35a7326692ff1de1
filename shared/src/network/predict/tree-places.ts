import type { NetworkModel } from '../model.ts';
import type { PredictionTree } from './prediction-tree.ts';

/** In which tree of prediction each service point and device stands at present. About 8 bytes for each node of the network. */
export const treePlaces = ({ nodes, sections: { nodeStart } }: NetworkModel) => {
  /** Where each service point is: the number of its tree, and its node there. */
  const numberAt = new Int32Array(nodes.ids.length).fill(-1);
  const leafAt = new Int32Array(nodes.ids.length);
  const treeOfDevice = new Map<number, PredictionTree>();
  const treeByNumber: (PredictionTree | undefined)[] = [];
  const numberOfTree = new Map<PredictionTree, number>();
  const treeOf = (consumer: number): PredictionTree | undefined => treeByNumber[numberAt[consumer] as number];

  return {
    place(tree: PredictionTree): void {
      const number = treeByNumber.length;
      treeByNumber.push(tree);
      numberOfTree.set(tree, number);
      for (const device of tree.devices) treeOfDevice.set(device, tree);
      for (let node = 0; node < tree.size; node++) {
        const consumer = tree.consumer[node] as number;
        if (consumer < 0) continue;
        numberAt[consumer] = number;
        leafAt[consumer] = node;
      }
    },
    displace(tree: PredictionTree): void {
      const number = numberOfTree.get(tree) as number;
      treeByNumber[number] = undefined;
      numberOfTree.delete(tree);
      for (const device of tree.devices) treeOfDevice.delete(device);
      for (let node = 0; node < tree.size; node++) {
        const consumer = tree.consumer[node] as number;
        if (consumer >= 0 && numberAt[consumer] === number) numberAt[consumer] = -1;
      }
    },
    /** Of a service point, by node number of the model; undefined where it is known to be out, or nobody feeds it. */
    treeOf,
    /** Its node in that tree. */
    leafOf: (consumer: number): number => leafAt[consumer] as number,
    /** Of a protective device, by edge number. */
    treeOfDevice: (device: number): PredictionTree | undefined => treeOfDevice.get(device),
    /** Of all service points in these sections. */
    treesIn(touched: Iterable<number>): ReadonlySet<PredictionTree> {
      const found = new Set<PredictionTree>();
      for (const section of touched) {
        for (let node = nodeStart[section] as number; node < (nodeStart[section + 1] as number); node++) {
          const tree = treeOf(node);
          if (tree !== undefined) found.add(tree);
        }
      }
      return found;
    },
  };
};
