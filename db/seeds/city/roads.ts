import { beside, curve, type Point, signedArea } from './geometry.ts';
import { alongBank } from './river.ts';
import type { Rank } from './street-graph.ts';
import { canal, lake } from './terrain.ts';
import type { Name } from './types.ts';

/** A road of the plan. It ends at its first and last crossing with another, except where it is said to end in the open. */
export type Road = {
  readonly name: Name | null;
  readonly rank: Rank | null;
  readonly line: readonly Point[];
  readonly closed: boolean;
  readonly open: boolean;
};

const STEP = 80;

const km = (points: readonly (readonly [number, number])[]): Point[] => points.map(([x, y]) => [x * 1000, y * 1000]);

const road = (rank: Rank, zh: string, en: string, points: readonly (readonly [number, number])[]): Road => ({
  name: { zh, en },
  rank,
  line: curve(km(points), STEP),
  closed: false,
  open: false,
});
const loop = (rank: Rank, zh: string, en: string, points: readonly (readonly [number, number])[]): Road => ({
  name: { zh, en },
  rank,
  line: curve(km(points), STEP, true),
  closed: true,
  open: false,
});
const lane = (zh: string, en: string, points: readonly (readonly [number, number])[]): Road => ({
  ...road(3, zh, en, points),
  open: true,
});
const drawn = (rank: Rank, zh: string, en: string, line: readonly Point[], closed = false): Road => ({
  name: { zh, en },
  rank,
  line,
  closed,
  open: false,
});

const outward = (ring: readonly Point[], metres: number): Point[] => {
  const closedRing = [...ring, ...ring.slice(0, 1)];
  const left = signedArea(ring) > 0 ? -metres : metres;
  return beside(closedRing, () => left).slice(0, -1);
};

export const FRAME: readonly [number, number, number, number] = [0, 0, 25_000, 14_300];

export const ROADS: readonly Road[] = [
  {
    name: null,
    rank: null,
    line: [
      [FRAME[0], FRAME[1]],
      [FRAME[2], FRAME[1]],
      [FRAME[2], FRAME[3]],
      [FRAME[0], FRAME[3]],
    ],
    closed: true,
    open: false,
  },
  drawn(2, '之江路', 'Zhijiang Rd', alongBank('north', 120)),
  drawn(2, '闻涛路', 'Wentao Rd', alongBank('south', 120)),
  drawn(
    3,
    '运河东路',
    'Yunhe East Rd',
    beside(canal, () => 62),
  ),
  drawn(
    3,
    '运河西路',
    'Yunhe West Rd',
    beside(canal, () => -62),
  ),
  drawn(2, '环湖路', 'Huanhu Rd', outward(lake, 85), true),
  loop(3, '沙洲环路', 'Shazhou Ring Rd', [
    [16.55, 4.88],
    [17.0, 5.07],
    [17.6, 5.18],
    [18.25, 5.14],
    [18.7, 5.12],
    [18.4, 4.9],
    [17.9, 4.74],
    [17.2, 4.74],
    [16.75, 4.79],
  ]),
  loop(1, '绕城公路', 'Raocheng Expressway', [
    [12.0, 12.5],
    [15.6, 12.15],
    [17.7, 10.7],
    [18.6, 8.7],
    [19.5, 6.9],
    [20.3, 5.4],
    [20.6, 3.6],
    [19.9, 1.7],
    [17.6, 0.9],
    [14.4, 0.95],
    [11.0, 0.85],
    [8.6, 1.3],
    [7.6, 2.7],
    [6.75, 4.4],
    [5.75, 6.1],
    [4.7, 7.6],
    [4.5, 9.3],
    [5.3, 10.9],
    [7.3, 12.0],
    [9.5, 12.4],
  ]),
  road(1, '环城路', 'Huancheng Rd', [
    [10.2, 6.0],
    [9.85, 7.3],
    [9.95, 8.5],
    [10.7, 9.35],
    [11.9, 9.5],
    [12.75, 9.0],
    [12.9, 7.9],
    [12.75, 6.2],
  ]),
  road(1, '中山路', 'Zhongshan Rd', [
    [11.5, 6.3],
    [11.55, 8.0],
    [11.3, 9.4],
    [11.0, 10.9],
    [10.75, 12.5],
    [10.7, 14.8],
  ]),
  road(1, '艮山路', 'Genshan Rd', [
    [12.3, 9.0],
    [13.7, 10.1],
    [15.6, 11.35],
    [17.6, 12.1],
    [19.2, 13.3],
    [20.6, 15.0],
  ]),
  road(1, '天城路', 'Tiancheng Rd', [
    [9.5, 8.45],
    [11.6, 8.25],
    [13.4, 8.35],
    [15.4, 8.75],
    [17.6, 9.5],
    [20.0, 10.3],
    [22.6, 11.4],
    [25.4, 12.0],
  ]),
  road(2, '庆春路', 'Qingchun Rd', [
    [9.6, 7.6],
    [11.6, 7.5],
    [13.3, 7.3],
    [15.1, 7.1],
    [17.0, 7.3],
    [19.1, 8.0],
    [21.2, 9.0],
    [23.3, 9.8],
    [25.4, 9.9],
  ]),
  road(2, '天目路', 'Tianmu Rd', [
    [10.7, 9.0],
    [9.3, 10.2],
    [8.0, 11.2],
    [6.9, 12.2],
  ]),
  road(1, '文澜路', 'Wenlan Rd', [
    [10.3, 9.1],
    [8.6, 9.2],
    [6.3, 9.0],
    [4.4, 8.6],
    [2.2, 7.9],
    [-0.4, 7.3],
  ]),
  road(2, '龙井路', 'Longjing Rd', [
    [7.9, 8.0],
    [6.7, 7.9],
    [5.6, 7.5],
    [4.0, 6.9],
    [2.4, 6.9],
    [-0.4, 6.6],
  ]),
  road(3, '曙光路', 'Shuguang Rd', [
    [8.4, 8.3],
    [8.3, 9.6],
  ]),
  road(2, '南山路', 'Nanshan Rd', [
    [9.0, 7.3],
    [10.2, 6.9],
    [11.6, 6.95],
  ]),
  road(3, '虎跑路', 'Hupao Rd', [
    [8.3, 7.5],
    [8.1, 6.6],
    [8.5, 5.2],
  ]),
  road(1, '复兴大道', 'Fuxing Ave', [
    [9.9, 7.0],
    [10.35, 5.9],
    [10.75, 4.9],
    [11.0, 3.4],
    [11.05, 1.9],
    [10.9, 0.6],
    [10.8, -0.4],
  ]),
  road(1, '西兴大道', 'Xixing Ave', [
    [12.8, 7.0],
    [13.05, 6.2],
    [13.45, 5.2],
    [13.75, 4.2],
    [14.0, 2.9],
    [14.2, 1.4],
    [14.3, -0.3],
  ]),
  road(2, '沙洲大道', 'Shazhou Ave', [
    [16.9, 7.6],
    [17.15, 6.2],
    [17.5, 4.95],
    [17.8, 3.8],
    [18.1, 2.5],
    [18.2, 0.6],
    [18.3, -0.4],
  ]),
  road(2, '富春路', 'Fuchun Rd', [
    [2.3, 8.2],
    [2.6, 6.4],
    [2.9, 4.9],
    [3.5, 3.3],
    [4.1, 1.6],
    [4.3, -0.3],
  ]),
  road(1, '江南大道', 'Jiangnan Ave', [
    [-0.4, 2.7],
    [2.4, 2.5],
    [5.2, 3.0],
    [8.0, 3.35],
    [10.5, 4.2],
    [13.0, 4.15],
    [15.5, 3.5],
    [18.0, 3.1],
    [20.8, 3.4],
    [23.2, 4.3],
    [25.4, 4.8],
  ]),
  road(2, '滨盛路', 'Binsheng Rd', [
    [9.3, 2.95],
    [11.2, 3.2],
    [13.6, 3.15],
    [15.8, 2.5],
    [18.2, 2.0],
    [20.4, 2.4],
  ]),
  road(2, '萧绍路', 'Xiaoshao Rd', [
    [2.4, 0.5],
    [4.3, 0.9],
    [6.2, 0.85],
    [8.6, 1.9],
    [11.3, 2.1],
    [14.1, 2.0],
    [16.6, 1.5],
    [18.2, 1.25],
    [20.2, 0.7],
    [22.6, 0.7],
    [22.9, 1.4],
    [21.8, 2.6],
    [21.2, 3.8],
  ]),
  road(2, '德胜路', 'Desheng Rd', [
    [4.2, 10.0],
    [7.5, 10.3],
    [11.0, 10.35],
    [13.9, 10.4],
    [16.8, 10.2],
    [18.6, 11.4],
    [20.4, 11.8],
    [22.8, 12.9],
    [25.4, 13.3],
  ]),
  road(2, '湖墅路', 'Hushu Rd', [
    [9.1, 8.9],
    [9.2, 10.3],
    [8.8, 12.4],
    [8.5, 14.8],
  ]),
  road(2, '凯旋路', 'Kaixuan Rd', [
    [14.9, 5.8],
    [15.2, 7.6],
    [15.4, 9.2],
    [15.3, 11.0],
    [15.7, 12.8],
    [16.4, 14.8],
  ]),
  road(2, '创新大道', 'Chuangxin Ave', [
    [20.1, 6.3],
    [20.4, 8.4],
    [20.3, 10.4],
    [20.1, 12.4],
    [20.3, 14.8],
  ]),
  road(2, '古墩路', 'Gudun Rd', [
    [5.3, 6.0],
    [6.0, 7.7],
    [6.3, 9.1],
    [6.5, 10.6],
    [6.9, 12.2],
  ]),
  road(2, '三墩路', 'Sandun Rd', [
    [10.8, 13.5],
    [13.4, 13.3],
    [16.0, 13.45],
    [18.4, 13.0],
    [20.1, 13.1],
    [22.5, 14.9],
  ]),
  loop(2, '学苑路', 'Xueyuan Rd', [
    [4.7, 1.9],
    [5.0, 2.75],
    [5.8, 2.9],
    [6.7, 2.6],
    [6.9, 1.8],
    [6.4, 1.15],
    [5.4, 1.1],
  ]),
  road(2, '下沙路', 'Xiasha Rd', [
    [22.9, 8.0],
    [22.7, 9.8],
    [22.9, 11.5],
    [23.2, 14.8],
  ]),
  lane('云岭路', 'Yunling Rd', [
    [4.5, 9.9],
    [3.9, 10.4],
    [3.4, 11.2],
    [2.7, 11.6],
    [2.5, 12.4],
    [1.7, 12.9],
  ]),
  lane('茶山路', 'Chashan Rd', [
    [6.9, 11.8],
    [6.3, 12.6],
    [5.4, 12.9],
    [5.0, 13.5],
    [4.2, 13.6],
  ]),
  lane('竹海路', 'Zhuhai Rd', [
    [1.5, 7.6],
    [1.3, 8.8],
    [1.7, 9.7],
    [1.2, 10.5],
    [0.7, 10.9],
  ]),
  lane('石门路', 'Shimen Rd', [
    [22.6, 0.7],
    [23.3, 0.9],
    [23.9, 1.5],
    [24.4, 1.4],
  ]),
];
