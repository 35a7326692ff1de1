import type { NetworkWarning } from '@relight/shared/http/networks';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import { joinNodes } from '@relight/shared/network/join-nodes';
import type { NetworkColumns } from '@relight/shared/network/model';

/** What is unusual in a network, though it can be imported. */
export const warningsOf = (columns: NetworkColumns): NetworkWarning[] => {
  const { nodes, edges } = columns;
  const sources: number[] = [];
  const zero: number[] = [];
  for (let node = 0; node < nodes.ids.length; node++) {
    const nodeClass = NODE_CLASSES[nodes.class[node] as number];
    if (nodeClass === 'EnergySource') sources.push(node);
    if (nodeClass === 'EnergyConsumer' && nodes.customers[node] === 0) zero.push(node);
  }
  const isClosed = (edge: number) => edges.normalOpen[edge] === 0;
  const { group } = joinNodes(nodes.ids.length, edges, isClosed);
  const suppliedGroups = new Set(sources.map((source) => group[source]));
  const unreached: number[] = [];
  group.forEach((own, node) => {
    if (!suppliedGroups.has(own)) unreached.push(node);
  });

  const toItself: number[] = [];
  for (let edge = 0; edge < edges.ids.length; edge++) if (edges.from[edge] === edges.to[edge]) toItself.push(edge);
  const parallel = parallelEdges(columns);
  const warning = (code: NetworkWarning['code'], ids: readonly string[], found: readonly number[]): NetworkWarning[] =>
    found.length === 0 ? [] : [{ code, count: found.length, example: ids[found[0] as number] as string }];
  const loops = countLoops(columns, sources, isClosed) - parallel.filter(isClosed).length;
  return [
    ...warning('unreached-nodes', nodes.ids, unreached),
    ...(loops > 0 ? [{ code: 'loops', count: loops } as const] : []),
    ...warning('parallel-edges', edges.ids, parallel),
    ...warning('zero-customers', nodes.ids, zero),
    ...warning('edge-to-itself', edges.ids, toItself),
  ];
};

/** Independent loops: closed edges beyond what a forest over the nodes needs. Two sources on one path close a loop through the grid above. */
const countLoops = (
  { nodes, edges }: NetworkColumns,
  sources: readonly number[],
  isClosed: (edge: number) => boolean,
): number => {
  const between = sources.slice(1).map((source, index) => [sources[index] as number, source] as const);
  const from = new Uint32Array(edges.from.length + between.length);
  const to = new Uint32Array(from.length);
  from.set(edges.from);
  to.set(edges.to);
  between.forEach(([a, b], index) => {
    from[edges.from.length + index] = a;
    to[edges.from.length + index] = b;
  });
  let used = 0;
  const { count } = joinNodes(nodes.ids.length, { from, to }, (edge) => {
    const joins = edge >= edges.from.length || (isClosed(edge) && from[edge] !== to[edge]);
    if (joins) used++;
    return joins;
  });
  return used - (nodes.ids.length - count);
};

/** Edges between the same two nodes as an earlier one. */
const parallelEdges = ({ nodes, edges }: NetworkColumns): number[] => {
  const keys = new Float64Array(edges.from.length);
  for (let edge = 0; edge < keys.length; edge++) {
    const a = edges.from[edge] as number;
    const b = edges.to[edge] as number;
    keys[edge] = a === b ? -1 - edge : Math.min(a, b) * nodes.ids.length + Math.max(a, b);
  }
  const repeated = new Set<number>();
  const sorted = keys.slice().sort();
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.add(sorted[i] as number);
  if (repeated.size === 0) return [];
  const seen = new Set<number>();
  const found: number[] = [];
  keys.forEach((key, edge) => {
    if (!repeated.has(key)) return;
    if (seen.has(key)) found.push(edge);
    seen.add(key);
  });
  return found;
};
