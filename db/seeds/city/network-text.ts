import type { Point } from './geometry.ts';
import type { Network, NetworkEdge, NetworkNode } from './network.ts';
import { lonLat } from './projection.ts';
import type { Name } from './types.ts';

export type NetworkHead = {
  readonly name: string;
  readonly source: string;
  readonly version: string;
  readonly names: Readonly<Record<string, Name>>;
};

const FEATURES_PER_CHUNK = 400;

const nodeText = ({ point, ...properties }: NetworkNode): string =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: lonLat(point) } });

const edgeText = ({ bends, ...properties }: NetworkEdge, where: ReadonlyMap<string, Point>): string => {
  const ends = [where.get(properties.from), where.get(properties.to)];
  const [a, b] = ends;
  // A straight edge needs no geometry of its own: it is drawn between its nodes.
  const geometry =
    bends && bends.length > 0 && a && b ? { type: 'LineString', coordinates: [a, ...bends, b].map(lonLat) } : null;
  return JSON.stringify({ type: 'Feature', properties, geometry });
};

/** The network as the text of a network file: head, nodes, edges, one feature a line. */
export const networkText = (network: Network, head: NetworkHead): Iterable<string> => ({
  *[Symbol.iterator]() {
    const where = new Map(network.nodes.map((node) => [node.id, node.point]));
    const opening = JSON.stringify({ type: 'FeatureCollection', ...head });
    yield `${opening.slice(0, -1)},"features":[\n`;
    const total = network.nodes.length + network.edges.length;
    const feature = (i: number): string => {
      const node = network.nodes[i];
      if (node) return nodeText(node);
      const edge = network.edges[i - network.nodes.length];
      return edge ? edgeText(edge, where) : '';
    };
    for (let start = 0; start < total; start += FEATURES_PER_CHUNK) {
      const lines: string[] = [];
      for (let i = start; i < Math.min(total, start + FEATURES_PER_CHUNK); i++) lines.push(feature(i));
      yield lines.join(',\n') + (start + FEATURES_PER_CHUNK < total ? ',\n' : '\n');
    }
    yield ']}\n';
  },
});
