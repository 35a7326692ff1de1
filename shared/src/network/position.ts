import type { Position } from '../geo/distance.ts';
import type { NetworkModel } from './model.ts';

/** Where a device is drawn: the middle of its line, or half-way between its nodes. */
export const positionOfEdge = ({ nodes, edges }: NetworkModel, edge: number): Position => {
  const start = edges.geometryStart[edge] as number;
  const end = edges.geometryStart[edge + 1] as number;
  const middle = (start + end) >>> 1;
  if (end - start > 2)
    return { lon: edges.coordinates[middle * 2] as number, lat: edges.coordinates[middle * 2 + 1] as number };
  if (end - start === 2) {
    const [a = 0, b = 0, c = 0, d = 0] = edges.coordinates.subarray(start * 2, end * 2);
    return { lon: (a + c) / 2, lat: (b + d) / 2 };
  }
  const from = edges.from[edge] as number;
  const to = edges.to[edge] as number;
  return {
    lon: ((nodes.lon[from] as number) + (nodes.lon[to] as number)) / 2,
    lat: ((nodes.lat[from] as number) + (nodes.lat[to] as number)) / 2,
  };
};

/** Calls `visit` with each position of an edge in order, in degrees. */
export const forEachPosition = (
  { nodes, edges }: NetworkModel,
  edge: number,
  visit: (lon: number, lat: number) => void,
): void => {
  const start = edges.geometryStart[edge] as number;
  const end = edges.geometryStart[edge + 1] as number;
  if (start === end) {
    for (const node of [edges.from[edge] as number, edges.to[edge] as number])
      visit(nodes.lon[node] as number, nodes.lat[node] as number);
    return;
  }
  for (let i = start; i < end; i++) visit(edges.coordinates[i * 2] as number, edges.coordinates[i * 2 + 1] as number);
};
