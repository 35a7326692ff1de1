import type { NetworkModel } from '../model.ts';

/**
 * Length of a conductor, kilometres: as the network file states it, else along its drawn line. Equirectangular: exact enough over the length
 * of a line (mean radius of the earth).
 */
export const lengthKm = ({ nodes, edges }: NetworkModel, edge: number): number => {
  const stated = edges.lengthM[edge] as number;
  if (stated > 0) return stated / 1000;
  const from = edges.geometryStart[edge] as number;
  const to = edges.geometryStart[edge + 1] as number;
  const a = edges.from[edge] as number;
  const b = edges.to[edge] as number;
  if (to - from < 2)
    return distanceKm(nodes.lon[a] as number, nodes.lat[a] as number, nodes.lon[b] as number, nodes.lat[b] as number);
  let km = 0;
  for (let i = from; i + 1 < to; i++) {
    km += distanceKm(
      edges.coordinates[i * 2] as number,
      edges.coordinates[i * 2 + 1] as number,
      edges.coordinates[i * 2 + 2] as number,
      edges.coordinates[i * 2 + 3] as number,
    );
  }
  return km;
};

const KM_PER_DEGREE = 111.195;

const distanceKm = (lonA: number, latA: number, lonB: number, latB: number): number => {
  const east = (lonB - lonA) * Math.cos(((latA + latB) * Math.PI) / 360);
  const north = latB - latA;
  return Math.sqrt(east * east + north * north) * KM_PER_DEGREE;
};
