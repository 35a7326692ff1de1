import type { NetworkModel } from '@relight/shared/network/model';
import { edgeClassName, sectionOfEdge } from '@relight/shared/network/model';

const EARTH_KM = 6371;

/** Kilometres of line in each section, along the drawn route. */
export const kilometresBySection = (model: NetworkModel): Float64Array => {
  const { edges, nodes, sections } = model;
  const km = new Float64Array(sections.count);
  edges.ids.forEach((_, edge) => {
    if (edgeClassName(edges.class[edge] as number) !== 'ACLineSegment') return;
    const section = sectionOfEdge(model, edge);
    km[section] = (km[section] as number) + kilometres(routeOf(edge));
  });
  return km;

  function routeOf(edge: number): readonly (readonly [number, number])[] {
    const start = edges.geometryStart[edge] as number;
    const end = edges.geometryStart[edge + 1] as number;
    const at = (node: number) => [nodes.lon[node] as number, nodes.lat[node] as number] as const;
    if (end === start) return [at(edges.from[edge] as number), at(edges.to[edge] as number)];
    return Array.from({ length: end - start }, (_, i) => {
      const c = (start + i) * 2;
      return [edges.coordinates[c] as number, edges.coordinates[c + 1] as number] as const;
    });
  }
};

/** Equirectangular: within a metre over the length of a feeder. */
const kilometres = (route: readonly (readonly [number, number])[]): number => {
  let total = 0;
  for (let i = 1; i < route.length; i++) {
    const [lon0, lat0] = route[i - 1] as readonly [number, number];
    const [lon1, lat1] = route[i] as readonly [number, number];
    const east = radians(lon1 - lon0) * Math.cos(radians((lat0 + lat1) / 2));
    total += EARTH_KM * Math.hypot(east, radians(lat1 - lat0));
  }
  return total;
};

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
