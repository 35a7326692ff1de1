import { at, distance, type Point } from './geometry.ts';
import { lonLat } from './projection.ts';
import type { StreetGraph } from './street-graph.ts';
import type { Depot } from './types.ts';

const SITES: readonly (readonly [string, string, string, Point])[] = [
  ['depot_chengdong', '城东抢修基地', 'Chengdong depot', [16_100, 8_200]],
  ['depot_laocheng', '老城抢修站', 'Old Town station', [10_900, 8_900]],
  ['depot_beitang', '北塘抢修基地', 'Beitang depot', [12_200, 11_700]],
  ['depot_huxi', '湖西抢修站', 'Huxi station', [6_900, 8_700]],
  ['depot_gaoxin', '高新抢修站', 'Hi-tech station', [20_500, 9_900]],
  ['depot_binjiang', '滨江抢修基地', 'Binjiang depot', [12_100, 3_100]],
  ['depot_daxuecheng', '大学城抢修站', 'University Town station', [6_300, 2_300]],
];

/** Depots stand on streets, so that a crew's way begins on the road. */
export const placeDepots = (graph: StreetGraph): readonly Depot[] =>
  SITES.map(([id, zh, en, site]) => {
    const nearest = graph.nodes.reduce(
      (best, p) => (distance(p, site) < distance(best, site) ? p : best),
      at(graph.nodes, 0),
    );
    const [lon, lat] = lonLat(nearest);
    return { id, name: { zh, en }, lon, lat };
  });
