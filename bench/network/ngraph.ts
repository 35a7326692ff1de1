import { isDevice } from '@relight/shared/network/model';
import createGraph, { type Link } from 'ngraph.graph';
import type { ByDevice, MakeContender, Reports } from './contender.ts';

type Edge = { readonly id: string; open: boolean; readonly device: boolean };

/** The same network in ngraph.graph: ids as keys, links away from the source, and what a trace needs as data. */
export const ngraph: MakeContender = ({ nodes, edges }, scenario) => {
  const graph = createGraph<number, Edge>();
  const links = new Map<string, Link<Edge>>();
  nodes.ids.forEach((id, node) => {
    graph.addNode(id, nodes.customers[node] as number);
  });
  edges.ids.forEach((id, edge) => {
    const open = edges.normalOpen[edge] === 1;
    const device = isDevice(edges.class[edge] as number, open ? 1 : 0);
    const from = nodes.ids[edges.from[edge] as number] as string;
    const link = graph.addLink(from, nodes.ids[edges.to[edge] as number] as string, { id, open, device });
    if (device) links.set(id, link);
  });
  const linkOf = (device: string) => links.get(device) as Link<Edge>;
  const linksAt = (id: string): Iterable<Link<Edge>> => graph.getNode(id)?.links ?? [];
  const customersAt = (id: string): number => graph.getNode(id)?.data ?? 0;

  const downstream = (device: string) => {
    const visited = [linkOf(device).toId as string];
    let customers = 0;
    for (let i = 0; i < visited.length; i++) {
      const node = visited[i] as string;
      customers += customersAt(node);
      for (const { fromId, toId, data } of linksAt(node))
        if (fromId === node && !data.open) visited.push(toId as string);
    }
    return { nodes: visited.length, customers };
  };

  const reportsByDevice = (servicePoints: Reports): ByDevice => {
    const counts = new Map<string, number>();
    for (const point of servicePoints as readonly string[]) {
      let node: string | undefined = point;
      while (node !== undefined) {
        let above: string | undefined;
        for (const { fromId, toId, data } of linksAt(node)) {
          if (toId !== node || data.open) continue;
          above = fromId as string;
          if (data.device) counts.set(data.id, (counts.get(data.id) ?? 0) + 1);
        }
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
      customers += customersAt(node);
      for (const { fromId, toId, data } of linksAt(node)) {
        const next = (fromId === node ? toId : fromId) as string;
        if (data.open || supplied.has(next)) continue;
        supplied.add(next);
        stack.push(next);
      }
    }
    return customers;
  };

  const customersBelow = (): ByDevice => {
    const order = [...scenario.sources];
    const above: (Link<Edge> | undefined)[] = order.map(() => undefined);
    for (let i = 0; i < order.length; i++) {
      const node = order[i] as string;
      for (const link of linksAt(node)) {
        if (link.fromId !== node || link.data.open) continue;
        order.push(link.toId as string);
        above.push(link);
      }
    }
    const total = new Map<string, number>();
    const byDevice = new Map<string, number>();
    for (let i = order.length - 1; i >= 0; i--) {
      const node = order[i] as string;
      const link = above[i];
      if (!link) continue;
      const sum = (total.get(node) ?? 0) + customersAt(node);
      const source = link.fromId as string;
      total.set(source, (total.get(source) ?? 0) + sum);
      if (link.data.device) byDevice.set(link.data.id, sum);
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
      linkOf(device).data.open = true;
      return downstream(device).customers;
    },
    close: (device) => {
      linkOf(device).data.open = false;
    },
    customersBelow,
  };
};
