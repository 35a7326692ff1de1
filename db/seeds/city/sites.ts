import { at, distance, type Point } from './geometry.ts';
import type { Load } from './loads.ts';
import type { BackupKind, Importance, ImportantCustomerCategory, Name } from './types.ts';

/** A place whose supply matters, before it has a service point. Allowed interruption in seconds, autonomy in minutes. */
export type Site = {
  readonly name: Name;
  readonly importance: Importance;
  readonly category: ImportantCustomerCategory;
  readonly place: Point;
  readonly kw: number;
  readonly safetyKw: number;
  readonly backup: BackupKind;
  readonly autonomy: number;
  readonly interruption: number;
};

const site = (
  importance: Importance,
  category: ImportantCustomerCategory,
  zh: string,
  en: string,
  place: Point,
  [kw, safetyKw]: readonly [number, number],
  backup: BackupKind,
  autonomy: number,
  interruption: number,
): Site => ({ name: { zh, en }, importance, category, place, kw, safetyKw, backup, autonomy, interruption });

export const SITES: readonly Site[] = [
  site(
    'special',
    'government',
    '市应急指挥中心',
    'City Emergency Command Centre',
    [11_900, 8_700],
    [620, 260],
    'upsAndDiesel',
    1_440,
    0,
  ),
  site(
    'special',
    'government',
    '市党政办公中心',
    'City Administration Centre',
    [12_600, 3_600],
    [1_450, 320],
    'upsAndDiesel',
    720,
    0,
  ),
  site(
    'special',
    'telecom',
    '滨江卫星地球站',
    'Binjiang Satellite Earth Station',
    [5_600, 9_900],
    [380, 210],
    'upsAndDiesel',
    2_880,
    0,
  ),
  site(
    'first',
    'hospital',
    '市第一人民医院',
    "First People's Hospital",
    [11_000, 7_700],
    [2_900, 1_100],
    'upsAndDiesel',
    480,
    0,
  ),
  site(
    'first',
    'hospital',
    '市第三人民医院',
    "Third People's Hospital",
    [15_500, 8_100],
    [2_300, 850],
    'upsAndDiesel',
    390,
    0,
  ),
  site(
    'first',
    'hospital',
    '江南医学中心',
    'Jiangnan Medical Centre',
    [13_300, 3_500],
    [3_100, 1_200],
    'upsAndDiesel',
    600,
    0,
  ),
  site('first', 'water', '城东水厂', 'Chengdong Waterworks', [16_700, 6_900], [2_400, 900], 'ups', 48, 60),
  site('first', 'water', '九溪水厂', 'Jiuxi Waterworks', [7_900, 6_200], [2_800, 1_000], 'diesel', 360, 60),
  site(
    'first',
    'railway',
    '滨江东站',
    'Binjiang East Railway Station',
    [17_100, 9_300],
    [3_600, 700],
    'upsAndDiesel',
    240,
    0,
  ),
  site(
    'first',
    'metro',
    '地铁1号线城东牵引所',
    'Metro Line 1 Chengdong Traction',
    [14_300, 8_600],
    [4_200, 300],
    'ups',
    60,
    0,
  ),
  site(
    'first',
    'telecom',
    '之江云数据中心',
    'Zhijiang Cloud Data Centre',
    [20_100, 9_700],
    [6_200, 4_800],
    'upsAndDiesel',
    720,
    0,
  ),
  site(
    'first',
    'broadcast',
    '市广播电视台',
    'City Radio and Television',
    [10_500, 9_800],
    [880, 300],
    'upsAndDiesel',
    480,
    0,
  ),
  site(
    'first',
    'chemical',
    '临江化工',
    'Linjiang Chemical Works',
    [21_900, 11_500],
    [4_400, 1_300],
    'upsAndDiesel',
    180,
    0,
  ),
  site(
    'second',
    'sewage',
    '北塘污水处理厂',
    'Beitang Sewage Works',
    [9_300, 12_300],
    [1_700, 520],
    'diesel',
    240,
    1_800,
  ),
  site('second', 'sewage', '萧江污水处理厂', 'Xiaojiang Sewage Works', [19_500, 3_000], [1_500, 460], 'none', 0, 1_800),
  site(
    'second',
    'hospital',
    '康宁血液透析中心',
    'Kangning Dialysis Centre',
    [14_700, 9_500],
    [260, 140],
    'ups',
    25,
    60,
  ),
  site(
    'second',
    'hospital',
    '市妇幼保健院',
    "City Women's and Children's Hospital",
    [11_700, 11_100],
    [1_300, 480],
    'diesel',
    300,
    60,
  ),
  site('second', 'hospital', '湖西医院', 'Huxi Hospital', [6_700, 9_500], [980, 340], 'diesel', 210, 60),
  site(
    'second',
    'hospital',
    '大学城医院',
    'University Town Hospital',
    [5_100, 2_400],
    [860, 300],
    'upsAndDiesel',
    240,
    60,
  ),
  site('second', 'metro', '地铁凤起站', 'Fengqi Metro Station', [11_700, 9_050], [900, 180], 'ups', 90, 60),
  site('second', 'metro', '地铁江南站', 'Jiangnan Metro Station', [11_200, 4_000], [900, 180], 'ups', 90, 60),
  site(
    'second',
    'coldStore',
    '江东冷链物流园',
    'Jiangdong Cold Store',
    [18_900, 6_300],
    [1_900, 700],
    'none',
    0,
    7_200,
  ),
  site('second', 'gas', '城北燃气门站', 'Chengbei Gas Gate Station', [12_700, 12_100], [140, 60], 'diesel', 480, 600),
  site('second', 'electronics', '芯源半导体', 'Xinyuan Semiconductor', [21_200, 10_200], [5_600, 1_600], 'ups', 15, 0),
  site(
    'second',
    'telecom',
    '滨江通信枢纽',
    'Binjiang Telecom Hub',
    [10_700, 8_300],
    [760, 420],
    'upsAndDiesel',
    600,
    0,
  ),
  site('second', 'aviation', '沙洲直升机场', 'Shazhou Heliport', [18_100, 4_980], [220, 90], 'diesel', 300, 60),
  site('second', 'prison', '萧江看守所', 'Xiaojiang Detention Centre', [20_300, 2_100], [420, 160], 'diesel', 240, 600),
  site(
    'temporary',
    'venue',
    '滨江中学高考考点',
    'Binjiang Middle School exam site',
    [11_900, 2_600],
    [310, 120],
    'none',
    0,
    60,
  ),
  site('temporary', 'venue', '市体育中心', 'City Sports Centre', [13_000, 4_600], [2_600, 600], 'none', 0, 60),
  site(
    'temporary',
    'venue',
    '国际会展中心',
    'International Expo Centre',
    [15_000, 4_100],
    [3_200, 500],
    'diesel',
    120,
    600,
  ),
];

/** The transformer next to each site becomes its own, and serves nobody else. */
export const settleSites = (loads: readonly Load[]): ReadonlyMap<number, Site> => {
  const settled = new Map<number, Site>();
  for (const s of SITES) {
    let best = -1;
    loads.forEach((load, i) => {
      if (settled.has(load.id)) return;
      if (best < 0 || distance(load.point, s.place) < distance(at(loads, best).point, s.place)) best = i;
    });
    settled.set(at(loads, best).id, s);
  }
  return settled;
};
