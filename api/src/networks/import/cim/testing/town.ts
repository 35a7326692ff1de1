import type { NetworkFeature } from '@relight/shared/network/testing/features';

type Point = readonly [number, number];
const node = (id: string, coordinates: Point, properties: object = {}): NetworkFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties: { id, class: 'ConnectivityNode', ...properties },
});
const edge = (
  id: string,
  edgeClass: string,
  [from, to]: readonly [string, string],
  properties: object = {},
  line?: readonly Point[],
): NetworkFeature =>
  ({
    type: 'Feature',
    geometry: line ? { type: 'LineString', coordinates: line } : null,
    properties: { id, class: edgeClass, from, to, ...properties },
  }) as NetworkFeature;

/** The network of town.xml as a GeoJSON file would have it. */
export const TOWN: readonly NetworkFeature[] = [
  node('src', [120.1, 30.1], { class: 'EnergySource', name: '城东变 110 kV', substation: '城东变' }),
  node('n-bus', [120.101, 30.1], { name: '10 kV I 母', substation: '城东变' }),
  node('n1', [120.102, 30.1]),
  node('n2', [120.104, 30.1]),
  node('n3', [120.104, 30.1]),
  node('n4', [120.1055, 30.1], { name: '分支箱' }),
  node('n5', [120.106, 30.1]),
  node('n6', [120.106, 30.1001]),
  node('n7', [120.107, 30.1]),
  node('n8', [120.108, 30.1]),
  node('n9', [120.103, 30.102]),
  node('n10', [120.103, 30.102]),
  node('n-low', [120.1061, 30.1012]),
  node('c1', [120.1061, 30.1012], { class: 'EnergyConsumer', customers: 3, kw: 12, name: '一号楼' }),
  node('c2', [120.1059, 30.1012], { class: 'EnergyConsumer', customers: 7, kw: 20 }),
  node('c3', [120.109, 30.1005], { class: 'EnergyConsumer', customers: 4, kw: 30 }),
  edge('tr3', 'PowerTransformer', ['src', 'n-bus'], { ratedKva: 20_000, name: '1 号主变' }),
  edge('tr3:3', 'PowerTransformer', ['src', 'n9'], { ratedKva: 10_000, name: '1 号主变' }),
  edge('cb1', 'Breaker', ['n-bus', 'n1'], { telemetered: true, ratedA: 630, name: 'F1 出线' }),
  edge('line1', 'ACLineSegment', ['n1', 'n2'], { feeder: 'F1', lengthM: 200 }, [
    [120.102, 30.1],
    [120.103, 30.1005],
    [120.104, 30.1],
  ]),
  edge('rc', 'Recloser', ['n2', 'n3'], { feeder: 'F1' }),
  edge('sec', 'Sectionaliser', ['n3', 'n4'], { feeder: 'F1' }),
  edge('fuse', 'Fuse', ['n4', 'n5'], { feeder: 'F1', ratedA: 50, name: '支线熔断器', phases: 'A' }),
  edge('lbs', 'LoadBreakSwitch', ['n4', 'n6'], { feeder: 'F1' }),
  edge('dis', 'Disconnector', ['n6', 'n7'], { feeder: 'F1' }),
  edge('jmp', 'Jumper', ['n7', 'n8'], { feeder: 'F1' }),
  edge('tie', 'LoadBreakSwitch', ['n8', 'n10'], { normalOpen: true }),
  edge('cb2', 'Breaker', ['n9', 'n10'], { feeder: 'F2' }),
  edge('dt', 'PowerTransformer', ['n5', 'n-low'], { feeder: 'F1', ratedKva: 400 }),
  edge('t-c1', 'ACLineSegment', ['n-low', 'c1'], { feeder: 'F1', phases: 'AN' }),
  edge('t-c2', 'ACLineSegment', ['n-low', 'c2'], { feeder: 'F1', phases: 'A' }),
  edge('line2', 'ACLineSegment', ['n8', 'c3'], { feeder: 'F1', lengthM: 100 }, [
    [120.108, 30.1],
    [120.109, 30.1005],
  ]),
];
