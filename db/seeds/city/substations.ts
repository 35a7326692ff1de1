import { distance, type Point } from './geometry.ts';
import type { StreetGraph } from './street-graph.ts';
import type { Name } from './types.ts';

export type Substation = {
  readonly id: string;
  readonly code: string;
  readonly name: Name;
  /** The street node whose corner it stands at. */
  readonly node: number;
};

/** 110 kV substations: code, names, and about where each stands. */
const SITES: readonly (readonly [string, string, string, Point])[] = [
  ['CD', '城东变', 'Chengdong', [15_700, 8_900]],
  ['LC', '老城变', 'Laocheng', [11_300, 8_350]],
  ['BT', '北塘变', 'Beitang', [11_000, 11_700]],
  ['HX', '湖西变', 'Huxi', [5_700, 9_000]],
  ['GX', '高新变', 'Gaoxin', [20_000, 10_900]],
  ['BJ', '滨江变', 'Binjiang', [11_500, 3_300]],
  ['DX', '大学城变', 'Daxuecheng', [5_700, 2_300]],
  ['XJ', '萧江变', 'Xiaojiang', [18_000, 2_700]],
];

export const placeSubstations = (graph: StreetGraph): readonly Substation[] =>
  SITES.map(([code, zh, en, site]) => {
    let node = 0;
    graph.nodes.forEach((p, i) => {
      if (distance(p, site) < distance(graph.nodes[node] ?? p, site)) node = i;
    });
    return { id: `SUB-${code}`, code, name: { zh, en }, node };
  });
