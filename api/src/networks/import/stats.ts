import type { NetworkStats } from '@relight/shared/http/networks';
import type { EdgeClass, NodeClass } from '@relight/shared/network/facts';
import { EDGE_CLASSES, NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkColumns } from '@relight/shared/network/model';

export const statsOf = (
  { nodes, edges, feeders }: NetworkColumns,
  read: { bytes: number; features: number },
): NetworkStats => {
  const byClass: Partial<Record<NodeClass | EdgeClass, number>> = {};
  const count = (name: NodeClass | EdgeClass) => {
    byClass[name] = (byClass[name] ?? 0) + 1;
  };
  for (const nodeClass of nodes.class) count(NODE_CLASSES[nodeClass] as NodeClass);
  for (const edgeClass of edges.class) count(EDGE_CLASSES[edgeClass] as EdgeClass);
  let [west, south, east, north] = [180, 90, -180, -90];
  nodes.lon.forEach((lon, node) => {
    const lat = nodes.lat[node] as number;
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  });
  return {
    ...read,
    nodes: nodes.ids.length,
    edges: edges.ids.length,
    servicePoints: byClass.EnergyConsumer ?? 0,
    customers: nodes.customers.reduce((sum, customers) => sum + customers, 0),
    feeders: feeders.length - 1,
    byClass,
    bounds: [west, south, east, north],
  };
};
