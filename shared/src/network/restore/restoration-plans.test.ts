import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../build.ts';
import type { EdgeClass, Importance } from '../facts.ts';
import { sectionOfNode } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import { NORMAL } from '../overlay.ts';
import type { EdgeFeature, NetworkFeature } from '../testing/features.ts';
import { columnsOf } from '../testing/features.ts';
import type { RestorationPlan } from './restoration-plan.ts';
import type { RestorationOptions } from './restoration-plans.ts';
import { proposeRestoration } from './restoration-plans.ts';

type Consumer = { customers?: number; kw?: number; importance?: Importance };

const point = (id: string, lon: number): NetworkFeature['geometry'] & { type: 'Point' } => ({
  type: 'Point',
  coordinates: [120 + lon / 100, 30 + id.length / 1000],
});
const source = (id: string): NetworkFeature => ({
  type: 'Feature',
  geometry: point(id, 0),
  properties: { id, class: 'EnergySource' },
});
const load = (id: string, of: Consumer = {}): NetworkFeature => ({
  type: 'Feature',
  geometry: point(id, id.length),
  properties: { id, class: 'EnergyConsumer', ...of },
});
const edge = (
  edgeClass: EdgeClass,
  id: string,
  from: string,
  to: string,
  extra: Partial<EdgeFeature['properties']> = {},
): NetworkFeature => ({
  type: 'Feature',
  geometry: null,
  properties: { id, class: edgeClass, from, to, ...extra },
});

/**
 * Two feeders of one town, joined at their ends and in the middle by open switches:
 *
 *   west ─ CB1 ─ a ─ S1 ─ b ─ S2 ─ c ─ TIE ─ z ─ CB2 ─ east
 *                         │        └─ MID (to z, rated low, by hand)
 *                         F (fuse) ─ d
 */
const town = (ratings: { tie?: number; mid?: number; east?: number } = {}, more: readonly NetworkFeature[] = []) => [
  source('west'),
  source('east'),
  load('a', { customers: 10, kw: 100 }),
  load('b', { customers: 20, kw: 200 }),
  load('c', { customers: 40, kw: 400, importance: 'first' }),
  load('d', { customers: 5, kw: 50 }),
  load('z', { customers: 80, kw: 800 }),
  edge('Breaker', 'CB1', 'west', 'a', { telemetered: true, name: '西线出线' }),
  edge('LoadBreakSwitch', 'S1', 'a', 'b'),
  edge('LoadBreakSwitch', 'S2', 'b', 'c'),
  edge('Fuse', 'F', 'b', 'd'),
  edge('LoadBreakSwitch', 'TIE', 'c', 'z', { normalOpen: true, telemetered: true, ratedA: ratings.tie ?? 0 }),
  edge('LoadBreakSwitch', 'MID', 'c', 'z', { normalOpen: true, ratedA: ratings.mid ?? 0 }),
  edge('Breaker', 'CB2', 'east', 'z', { telemetered: true, ratedA: ratings.east ?? 0 }),
  ...more,
];

const propose = (
  features: readonly NetworkFeature[],
  at: string | { device: string },
  overlay: Partial<Overlay> = { opened: ['CB1'] },
  options: RestorationOptions | ((section: (node: string) => number) => RestorationOptions) = {},
) => {
  const model = buildNetwork(columnsOf(features));
  const section = (node: string) => sectionOfNode(model, model.nodes.ids.indexOf(node));
  const fault = typeof at === 'string' ? { section: section(at) } : at;
  const given = typeof options === 'function' ? options(section) : options;
  return proposeRestoration(model, { ...NORMAL, ...overlay }, fault, given);
};
const plansOf = (...args: Parameters<typeof propose>): readonly RestorationPlan[] => propose(...args).plans;
const bestOf = (...args: Parameters<typeof propose>): RestorationPlan => {
  const [best] = plansOf(...args);
  if (!best) throw new Error('no plan');
  return best;
};
const wordsOf = (plan: RestorationPlan) =>
  plan.steps.map((step) => `${step.action} ${step.device} ${step.purpose} +${step.regained.customers}`);

describe('amperes', () => {
  const at = (kv: number | undefined, tie: number) =>
    bestOf(
      town({ tie }).map((feature) =>
        feature.properties.id === 'CB1' && kv !== undefined
          ? ({ ...feature, properties: { ...feature.properties, kv } } as NetworkFeature)
          : feature,
      ),
      'b',
    ).loading;

  test('are at the voltage that the network states, once for everything without a transformer between', () => {
    // 400 kW at a power factor of 0.9.
    expect(at(20, 30)?.amperes).toBeCloseTo(400 / (Math.sqrt(3) * 20 * 0.9), 6);
    expect(at(20, 30)).toMatchObject({ element: 'TIE', kilovolts: 20, assumed: false });
  });

  test('are at a default where it states none, and say that this is assumed', () => {
    expect(at(undefined, 30)).toMatchObject({ kilovolts: 10, assumed: true });
    expect(at(undefined, 30)?.amperes).toBeCloseTo(25.66, 2);
  });
});

describe('an island too large for one tie', () => {
  // 650 kW are 41.7 A at 10 kV: more than either tie carries, less than both together.
  const weak = (side: number) => [
    ...town({ tie: 30, mid: 1 }),
    edge('LoadBreakSwitch', 'SIDE', 'b', 'z', { normalOpen: true, ratedA: side }),
  ];

  test('is divided at a switch inside it, so that two ties share what neither can carry alone', () => {
    const plan = bestOf(weak(20), 'a');
    expect(wordsOf(plan)).toEqual([
      'open S1 isolate +0',
      'open S2 sectionalise +0',
      'close TIE backFeed +40',
      'close SIDE backFeed +25',
    ]);
    expect(plan.ranking).toMatchObject({ overloaded: false, customersRegained: 65 });
    expect(plan.undivided).toMatchObject({ element: 'TIE', ratedA: 30 });
    expect(plan.undivided?.amperes).toBeCloseTo(41.7, 1);
  });

  test('stays dark in part where the ties together are too weak: the important part is fed, the rest stays with the fault', () => {
    const divided = plansOf(weak(10), 'a').find(({ undivided }) => undivided !== null);
    expect(divided && wordsOf(divided)).toEqual(['open S2 sectionalise +0', 'close TIE backFeed +40']);
    expect(divided).toMatchObject({ customersLeft: 35, ranking: { overloaded: false, importantRegained: 1 } });
  });

  test('is not divided where one tie carries it', () => {
    expect(plansOf(town({ tie: 60 }), 'a').every(({ undivided }) => undivided === null)).toBe(true);
  });
});

describe('a fault in the middle of a feeder', () => {
  test('is parted on both sides, the end is fed from the neighbour, the beginning from its own breaker', () => {
    expect(wordsOf(bestOf(town(), 'b'))).toEqual([
      'open S1 isolate +0',
      'open S2 isolate +0',
      'close TIE backFeed +40',
      'close CB1 reenergise +10',
    ]);
  });

  test('its sums and its place in the list are told', () => {
    const plan = bestOf(town(), 'b');
    expect(plan.regained).toMatchObject({
      customers: 50,
      important: [{ servicePoint: 'c', class: 'first' }],
      area: 'urban',
    });
    expect(plan.customersLeft).toBe(25);
    expect(plan.ranking).toEqual({
      importantRegained: 1,
      customersRegained: 50,
      overloaded: false,
      operations: 4,
      telemetered: 2,
    });
    expect(plan.steps[3]).toMatchObject({ number: 4, name: '西线出线' });
  });

  test('the other tie is the alternative; a telemetered one is better', () => {
    const plans = plansOf(town(), 'b');
    expect(plans.map((plan) => plan.steps[2]?.device)).toEqual(['TIE', 'MID']);
    expect(new Set(plans.map(({ id }) => id)).size).toBe(2);
    expect(plansOf(town(), 'b')).toEqual(plans);
  });

  test('a lateral behind the faulted section has no other way and stays out, its fuse is left alone', () => {
    const plan = bestOf(town(), 'b');
    expect(plan.steps.some(({ device }) => device === 'F')).toBe(false);
  });

  test('a switch that is open already is not opened again', () => {
    expect(wordsOf(bestOf(town(), 'b', { opened: ['CB1', 'S1'] }))).toEqual([
      'open S2 isolate +0',
      'close TIE backFeed +40',
      'close CB1 reenergise +10',
    ]);
  });

  test('half carried out, only the rest is proposed', () => {
    const done = { opened: ['CB1', 'S1', 'S2'], closed: ['TIE'] };
    expect(wordsOf(bestOf(town(), 'b', done))).toEqual(['close CB1 reenergise +10']);
  });

  test('when nothing tripped yet, the fault is taken out all the same', () => {
    expect(wordsOf(bestOf(town(), 'b', {}))).toEqual([
      'open S1 isolate +0',
      'open S2 isolate +0',
      'close TIE backFeed +40',
    ]);
  });
});

describe('what is known of the fault', () => {
  test('behind the breaker that opened, anything may be faulty up to the next protective device', () => {
    const features = town({}, [
      load('e', { customers: 7 }),
      edge('Recloser', 'R', 'c', 'e'),
      edge('LoadBreakSwitch', 'TIE2', 'e', 'east', { normalOpen: true }),
    ]);
    expect(wordsOf(bestOf(features, { device: 'CB1' }))).toEqual(['open R isolate +0', 'close TIE2 backFeed +7']);
  });

  test('behind a fuse: nobody else is out', () => {
    expect(propose(town(), { device: 'F' }, { opened: ['F'] })).toEqual({ plans: [], none: 'nothingHealthy' });
  });

  test('a device that the network does not have', () => {
    expect(propose(town(), { device: 'ghost' })).toEqual({ plans: [], none: 'nothingHealthy' });
  });

  test('healthy people without a switch towards supply', () => {
    const features = town().filter(({ properties }) => !['TIE', 'MID'].includes(properties.id));
    expect(propose(features, 'a')).toEqual({ plans: [], none: 'noSwitch' });
  });

  test('the walk goes past a transformer to the switch before it', () => {
    const features = town({}, [load('low', { customers: 3 }), edge('PowerTransformer', 'T', 'c', 'low')]);
    // A fault on the low side cannot be parted from c: S2 opens, and b is fed by its own breaker.
    expect(wordsOf(bestOf(features, 'low'))).toEqual(['open S2 isolate +0', 'close CB1 reenergise +35']);
  });
});

describe('loading', () => {
  test('the weakest element on the way carries what it had and the island on top', () => {
    const { loading, ranking } = plansOf(town({ east: 60 }), 'b').find((plan) => plan.regained.customers === 50) ?? {};
    // 800 kW of its own and 400 kW more: 1200 / (√3 · 10 · 0.9) = 77 A.
    expect(loading).toMatchObject({ element: 'CB2', name: 'CB2', ratedA: 60 });
    expect(loading?.amperes).toBeCloseTo(76.98, 2);
    expect(ranking?.overloaded).toBe(true);
  });

  test('a tie within its rating comes before one that is telemetered and overloaded', () => {
    const plans = plansOf(town({ tie: 20, mid: 300 }), 'b');
    expect(plans[0]?.steps[2]?.device).toBe('MID');
    expect(plans[0]?.ranking.overloaded).toBe(false);
    expect(plans[1]).toMatchObject({ ranking: { overloaded: true }, loading: { element: 'TIE', ratedA: 20 } });
  });

  test('where every way is overloaded, leaving that island out comes before those that feed it', () => {
    const plans = plansOf(town({ east: 60 }), 'b');
    expect(plans.map(({ ranking }) => [ranking.customersRegained, ranking.overloaded])).toEqual([
      [10, false],
      [50, true],
      [50, true],
    ]);
    expect(wordsOf(plans[0] as RestorationPlan)).toEqual(['open S1 isolate +0', 'close CB1 reenergise +10']);
  });

  test('conductors on the way count, on the living side and in the island', () => {
    const line = (ratedA: number, island: number) => [
      ...town().filter(({ properties }) => !['TIE', 'MID'].includes(properties.id)),
      load('y', { customers: 1, kw: 100 }),
      load('c2', { customers: 1, kw: 10 }),
      edge('ACLineSegment', 'zy', 'z', 'y', { ratedA }),
      edge('ACLineSegment', 'cc2', 'c', 'c2', { ratedA: island }),
      edge('LoadBreakSwitch', 'T3', 'y', 'c2', { normalOpen: true }),
    ];
    // Over z–y: y's 100 kW, c2's 10 kW and c's 400 kW; over c–c2: c's 400 kW.
    expect(bestOf(line(100, 0), 'b').loading).toMatchObject({ element: 'zy', ratedA: 100 });
    expect(bestOf(line(100, 0), 'b').loading?.amperes).toBeCloseTo(510 / (Math.sqrt(3) * 9), 6);
    expect(bestOf(line(1000, 30), 'b').loading).toMatchObject({ element: 'cc2', ratedA: 30 });
    expect(bestOf(line(1000, 30), 'b').loading?.amperes).toBeCloseTo(400 / (Math.sqrt(3) * 9), 6);
  });

  test('beyond a transformer only its own rating counts, in kVA at the voltage of the tie', () => {
    const features = [
      ...town().filter(({ properties }) => properties.id !== 'CB2'),
      load('bus'),
      edge('Breaker', 'HV', 'east', 'bus', { ratedA: 1 }),
      edge('PowerTransformer', 'T', 'bus', 'z', { ratedKva: 2000 }),
    ];
    const { loading } = bestOf(features, 'b');
    expect(loading).toMatchObject({ element: 'T' });
    expect(loading?.ratedA).toBeCloseTo(2000 / (Math.sqrt(3) * 10), 6);
  });

  test('unknown where nothing on the way is rated', () => {
    expect(bestOf(town(), 'b').loading).toBeNull();
  });
});

describe('what stands against a step', () => {
  test('a tag on the tie: the other tie comes first, and the plan with the tagged one says so', () => {
    const forbidden = { tags: [{ id: 'tag1', device: 'TIE' }], permits: [] };
    const plans = plansOf(town(), 'b', { opened: ['CB1'] }, { forbidden });
    expect(plans.map((plan) => [plan.steps[2]?.device, plan.forbidden])).toEqual([
      ['MID', []],
      ['TIE', [{ step: 3, by: 'tag', id: 'tag1' }]],
    ]);
  });

  test('a permit: nothing is energised where a crew works', () => {
    const plan = bestOf(town(), 'b', { opened: ['CB1'] }, (section) => ({
      forbidden: { tags: [], permits: [{ id: 'p1', ranges: [section('c'), section('c') + 1] }] },
    }));
    expect(plan.forbidden).toEqual([{ step: 3, by: 'permit', id: 'p1' }]);
  });

  test('another fault in the rest: nothing is energised there', () => {
    const plan = bestOf(town(), 'b', { opened: ['CB1'] }, (section) => ({ otherFaults: [section('c')] }));
    expect(wordsOf(plan)).toEqual(['open S1 isolate +0', 'close CB1 reenergise +10']);
  });

  test('a mobile generator feeds nobody else, and nobody is joined to it', () => {
    const overlay = { opened: ['CB1', 'CB2'], generators: ['TIE'] };
    const plans = plansOf(town(), 'b', overlay);
    expect(plans.flatMap(({ steps }) => steps.map(({ device }) => device))).not.toContain('MID');
  });
});

describe('altered networks', () => {
  test('a cut parts the faulted section: the part with supply is healthy', () => {
    const features = town({}, [
      load('b2', { customers: 4 }),
      edge('ACLineSegment', 'bb2', 'b', 'b2'),
      edge('LoadBreakSwitch', 'T4', 'b2', 'z', { normalOpen: true }),
    ]);
    // b has supply again by its own breaker; b2 beyond the cut is the faulty end and stays out.
    expect(propose(features, 'b', { cuts: ['bb2'] })).toEqual({ plans: [], none: 'nothingHealthy' });
    // Elsewhere the cut leaves b2 healthy and dark.
    expect(
      wordsOf(
        bestOf(features, 'a', { opened: ['CB1'], cuts: ['bb2'] }, (section) => ({
          within: [section('b'), section('b') + 1],
        })),
      ),
    ).toEqual(['open S1 isolate +0', 'close TIE backFeed +65', 'close T4 backFeed +4']);
  });

  test('an island is fed through another one where it has no tie of its own', () => {
    const features = [
      ...town(),
      load('far', { customers: 9 }),
      edge('LoadBreakSwitch', 'S3', 'c', 'far', { normalOpen: false }),
    ];
    const plan = bestOf(features, 'b', { opened: ['CB1', 'S3'] }, (section) => ({
      within: [0, section('far') + 100],
    }));
    expect(wordsOf(plan)).toEqual([
      'open S1 isolate +0',
      'open S2 isolate +0',
      'close TIE backFeed +40',
      'close CB1 reenergise +10',
      'close S3 reenergise +9',
    ]);
  });
});
