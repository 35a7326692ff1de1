import { isDevice } from '@relight/shared/network/model';
import { DirectedGraph } from 'graphology';
import type { ByDevice, MakeContender, Reports } from './contender.ts';

type Node = { customers: number };
type Edge = { open: boolean; device: boolean };

/** The same network in graphology: ids as keys, edges away from the source, and what a trace needs as attributes. */
export const graphology: MakeContender = ({ nodes, edges }, scenario) => {
  const graph = new DirectedGraph<Node, Edge>();
  nodes.ids.forEach((id, node) => {
    graph.addNode(id, { customers: nodes.customers[node] as number });
  });
  edges.ids.forEach((id, edge) => {
    const open = edges.normalOpen[edge] === 1;
    const device = isDevice(edges.class[edge] as number, open ? 1 : 0);
    graph.addDirectedEdgeWithKey(id, nodes.ids[edges.from[edge] as number], nodes.ids[edges.to[edge] as number], {
      open,
      device,
    });
  });

  const downstream = (device: string) => {
    const visited = [graph.target(device)];
    let customers = 0;
    for (let i = 0; i < visited.length; i++) {
      const node = visited[i] as string;
      customers += graph.getNodeAttribute(node, 'customers');
      graph.forEachOutEdge(node, (_, { open }, __, target) => {
        if (!open) visited.push(target);
      });
    }
    return { nodes: visited.length, customers };
  };

  const reportsByDevice = (servicePoints: Reports): ByDevice => {
    const counts = new Map<string, number>();
    for (const point of servicePoints as readonly string[]) {
      let node: string | undefined = point;
      while (node !== undefined) {
        let above: string | undefined;
        graph.forEachInEdge(node, (edge, { open, device }, source) => {
          if (open) return;
          above = source;
          if (device) counts.set(edge, (counts.get(edge) ?? 0) + 1);
        });
        node = above;
      }
    }
    return (device) => counts.get(device) ?? 0;
  };

  const energise = (): number => {
    const supplied = new Set(scenario.sources);
    const stack = [...scenario.sources];
    let customers = 0;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const here = node;
      customers += graph.getNodeAttribute(here, 'customers');
      graph.forEachEdge(here, (_, { open }, source, target) => {
        const next = source === here ? target : source;
        if (open || supplied.has(next)) return;
        supplied.add(next);
        stack.push(next);
      });
    }
    return customers;
  };

  const customersBelow = (): ByDevice => {
    const order = [...scenario.sources];
    const above: (string | undefined)[] = order.map(() => undefined);
    for (let i = 0; i < order.length; i++)
      graph.forEachOutEdge(order[i] as string, (edge, { open }, _, target) => {
        if (open) return;
        order.push(target);
        above.push(edge);
      });
    const total = new Map<string, number>();
    const byDevice = new Map<string, number>();
    for (let i = order.length - 1; i >= 0; i--) {
      const node = order[i] as string;
      const edge = above[i];
      const sum = (total.get(node) ?? 0) + graph.getNodeAttribute(node, 'customers');
      if (edge === undefined) continue;
      const source = graph.source(edge);
      total.set(source, (total.get(source) ?? 0) + sum);
      if (graph.getEdgeAttribute(edge, 'device')) byDevice.set(edge, sum);
    }
    return (device) => byDevice.get(device) ?? 0;
  };

  return {
    downstream,
    take: (servicePoints) => servicePoints,
    reportsByDevice,
    energise,
    // What lies behind the switch is what it takes down, as long as nothing else is switched: the least that has to be traced.
    open: (device) => {
      graph.setEdgeAttribute(device, 'open', true);
      return downstream(device).customers;
    },
    close: (device) => {
      graph.setEdgeAttribute(device, 'open', false);
    },
    customersBelow,
  };
};
