import { at } from './geometry.ts';

export type Arc = { readonly to: number; readonly edge: number };
export type Links = readonly (readonly Arc[])[];

export type Forest = {
  /** Cost from the root that reached the node; infinite where none did. */
  readonly cost: Float64Array;
  /** Edge towards the root, -1 at roots and unreached nodes. */
  readonly via: Int32Array;
  readonly parent: Int32Array;
  /** Index of the root that reached the node, -1 where none did. */
  readonly root: Int32Array;
  /** Nodes in the order they were reached. */
  readonly order: readonly number[];
};

/** Binary heap of nodes by cost; ties go to the smaller node so that the order never depends on the engine. */
const heap = () => {
  const costs: number[] = [];
  const nodes: number[] = [];
  const less = (i: number, j: number): boolean =>
    (costs[i] as number) < (costs[j] as number) ||
    (costs[i] === costs[j] && (nodes[i] as number) < (nodes[j] as number));
  const swap = (i: number, j: number): void => {
    const [c, n] = [costs[i] as number, nodes[i] as number];
    costs[i] = costs[j] as number;
    nodes[i] = nodes[j] as number;
    costs[j] = c;
    nodes[j] = n;
  };
  return {
    size: () => nodes.length,
    push: (node: number, cost: number): void => {
      nodes.push(node);
      costs.push(cost);
      for (let i = nodes.length - 1; i > 0; ) {
        const up = (i - 1) >> 1;
        if (!less(i, up)) break;
        swap(i, up);
        i = up;
      }
    },
    pop: (): { node: number; cost: number } => {
      const top = { node: at(nodes, 0), cost: at(costs, 0) };
      swap(0, nodes.length - 1);
      nodes.pop();
      costs.pop();
      for (let i = 0; ; ) {
        const left = 2 * i + 1;
        if (left >= nodes.length) break;
        const small = left + 1 < nodes.length && less(left + 1, left) ? left + 1 : left;
        if (!less(small, i)) break;
        swap(small, i);
        i = small;
      }
      return top;
    },
  };
};

/** Cheapest paths from several roots at once: the nodes each root reaches first are a connected territory. */
export const shortestPaths = (
  links: Links,
  roots: readonly number[],
  price: (edge: number, root: number) => number,
  start: (root: number) => number = () => 0,
): Forest => {
  const n = links.length;
  const cost = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(n).fill(-1);
  const parent = new Int32Array(n).fill(-1);
  const root = new Int32Array(n).fill(-1);
  const done = new Uint8Array(n);
  const order: number[] = [];
  const queue = heap();
  roots.forEach((node, r) => {
    if (start(r) >= at(cost, node)) return;
    cost[node] = start(r);
    root[node] = r;
    queue.push(node, start(r));
  });
  // The innermost loop of the generator: plain indexing, since every index comes from the graph itself.
  while (queue.size() > 0) {
    const { node } = queue.pop();
    if (done[node]) continue;
    done[node] = 1;
    order.push(node);
    const r = root[node] as number;
    const soFar = cost[node] as number;
    for (const arc of links[node] as readonly Arc[]) {
      if (done[arc.to]) continue;
      const c = soFar + price(arc.edge, r);
      if (c >= (cost[arc.to] as number)) continue;
      cost[arc.to] = c;
      via[arc.to] = arc.edge;
      parent[arc.to] = node;
      root[arc.to] = r;
      queue.push(arc.to, c);
    }
  }
  return { cost, via, parent, root, order };
};
