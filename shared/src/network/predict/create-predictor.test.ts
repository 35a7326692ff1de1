import { describe, expect, test } from 'vitest';
import { PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import { buildNetwork } from '../build.ts';
import { type NetworkModel, PHASES } from '../model.ts';
import { networkFacts } from '../network-facts.ts';
import { NORMAL } from '../overlay.ts';
import { columnsOf, type NetworkFeature } from '../testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../testing/generate-city.ts';
import { createPredictor } from './create-predictor.ts';
import type { Evidence, Predictor } from './predictor.ts';

const model = buildNetwork(columnsOf(cityFeatures({ ...SMALL_CITY, pointsPerTransformer: 14 })));
const parameters = PREDICTION_PARAMETERS.values;
const NOON = Date.UTC(2026, 4, 5, 4);
const atMinute = (minutes: number) => NOON + minutes * 60_000;
const predictor = () => createPredictor(model, { parameters });

const likelihood = (of: Predictor, device: string) => {
  const named = of.predictions().flatMap((one) => [one, ...one.runnersUp]);
  return Math.max(0, ...named.filter((one) => one.device === device).map(({ probability }) => probability));
};

let ids = 0;
const say = (to: Predictor, kind: Evidence['kind'], servicePoint: string, minutes: number) =>
  to.add({ id: `e${ids++}`, kind, servicePoint, at: atMinute(minutes) });
const call = (to: Predictor, servicePoint: string, minutes: number) => say(to, 'call', servicePoint, minutes);
const devices = (of: Predictor, minutes: number) => {
  of.refresh(atMinute(minutes));
  return of
    .predictions()
    .filter(({ level }) => level === 'device')
    .map(({ device }) => device)
    .sort();
};

describe('how much one can know from calls', () => {
  test('one call says: look at the service point first', () => {
    const of = predictor();
    call(of, 'F0-1.l3.p2.5', 0);
    of.refresh(atMinute(2));
    expect(of.predictions()).toMatchObject([{ level: 'service', device: 'F0-1.l3.p2.5', counts: { calls: 1 } }]);
    expect(of.predictions()[0]?.probability).toBeLessThan(0.2);
    expect(of.predictions()[0]).not.toHaveProperty('between');
  });

  test('six calls from one service point of six households weigh less than six households, and more than one', () => {
    const six = (feature: NetworkFeature): NetworkFeature =>
      feature.properties.id === 'F0-1.l3.p2.5'
        ? ({ ...feature, properties: { ...feature.properties, customers: 6 } } as NetworkFeature)
        : feature;
    const features = [...cityFeatures({ ...SMALL_CITY, pointsPerTransformer: 14 })].map(six);
    const shared = buildNetwork(columnsOf(features));
    const above = (otherHousehold: number) => {
      const values = { ...parameters, calling: { ...parameters.calling, otherHousehold } };
      const of = createPredictor(shared, { parameters: values });
      for (let minute = 0; minute < 6; minute++) call(of, 'F0-1.l3.p2.5', minute / 10);
      of.refresh(atMinute(2));
      return of.about('F0-1.l3.tr2')?.prediction.probability ?? 0;
    };
    const [asOne, stated, asSix] = [0, parameters.calling.otherHousehold, 1].map(above) as [number, number, number];
    expect(stated).toBeGreaterThan(asOne);
    expect(stated).toBeLessThan(asSix);
  });

  test('three calls from one transformer of fourteen service points: the transformer', () => {
    const of = predictor();
    call(of, 'F0-1.l3.p2.5', 0);
    call(of, 'F0-1.l3.p2.6', 1);
    call(of, 'F0-1.l3.p2.9', 3);
    expect(devices(of, 5)).toEqual(['F0-1.l3.tr2']);
  });

  test('five calls over three transformers of a fuse: the fuse', () => {
    const of = predictor();
    for (const [i, point] of ['p0.1', 'p1.4', 'p1.7', 'p2.2', 'p0.9'].entries()) call(of, `F0-1.l3.${point}`, i);
    expect(devices(of, 6)).toEqual(['F0-1.l3.fuse']);
    expect(of.predictions()[0]).toMatchObject({
      level: 'device',
      counts: { calls: 5, callingTransformers: 3, transformers: 4, beside: 0 },
    });
    expect(of.predictions()[0]?.evidence).toHaveLength(5);
    const { between = { low: 0, high: 0 }, counts } = of.predictions()[0] ?? {};
    expect(between.low).toBeLessThanOrEqual(counts?.customers ?? 0);
    expect(between.high).toBeGreaterThanOrEqual(counts?.customers ?? 0);
  });

  test('calls under two fuses of one feeder, half an hour apart: two faults, not one of the recloser above', () => {
    const of = predictor();
    for (const [i, point] of ['p0.1', 'p1.4', 'p1.7', 'p2.2', 'p0.9', 'p3.3'].entries()) {
      call(of, `F0-1.l3.${point}`, i);
      call(of, `F0-1.l6.${point}`, i + 30);
    }
    expect(devices(of, 40)).toEqual(['F0-1.l3.fuse', 'F0-1.l6.fuse']);
  });

  test('a breaker that opens after some of its fuses: one fault of the breaker, not one of every fuse', () => {
    const of = predictor();
    for (const [i, point] of ['p0.1', 'p1.4', 'p1.7', 'p2.2', 'p0.9', 'p3.3'].entries()) {
      call(of, `F0-1.l3.${point}`, i / 2);
      call(of, `F0-1.l6.${point}`, 4 + i / 2);
    }
    // In bursts, lateral by lateral: each by itself looks like its fuse.
    for (let lateral = 0; lateral < 8; lateral++) {
      for (const [i, point] of ['p0.2', 'p1.5', 'p2.8', 'p3.4', 'p0.7', 'p1.9'].entries()) {
        call(of, `F0-1.l${lateral}.${point}`, 20 + lateral + i / 10);
      }
    }
    expect(devices(of, 30)).toEqual(['F0-1.cb']);
  });

  test('silence speaks too: an hour without another call makes a large device less likely', () => {
    const of = predictor();
    for (const [i, point] of ['l1.p0.1', 'l3.p1.4', 'l5.p2.2'].entries()) call(of, `F0-1.${point}`, i / 2);
    of.refresh(atMinute(2));
    const soon = likelihood(of, 'F0-1.cb');
    of.refresh(atMinute(60));
    expect(soon).toBeGreaterThan(0.5);
    expect(likelihood(of, 'F0-1.cb')).toBeLessThan(soon / 5);
  });

  test('a second call of the same customer is no second piece of evidence', () => {
    const [once, twice] = [predictor(), predictor()];
    const point = model.nodes.ids.find((id, node) => id.startsWith('F0-1.l3.p2') && model.nodes.customers[node] === 1);
    for (const of of [once, twice]) call(of, point as string, 0);
    call(twice, point as string, 2);
    once.refresh(atMinute(5));
    twice.refresh(atMinute(5));
    expect(twice.predictions()[0]?.probability).toBe(once.predictions()[0]?.probability);
    expect(twice.predictions()[0]?.evidence).toHaveLength(2);
  });

  test('reports of partial supply weigh less than calls', () => {
    const of = predictor();
    for (const [i, point] of ['p2.5', 'p2.6', 'p2.9'].entries()) say(of, 'partial', `F0-1.l3.${point}`, i);
    expect(devices(of, 5)).toEqual([]);
  });

  test('dim lights behind transformers on one phase are no sign of the fuse above them', () => {
    const dim = (on: NetworkModel) => {
      const of = createPredictor(on, { parameters });
      for (let p = 0; p < 12; p++) say(of, 'partial', `F0-1.l3.p${p % 4}.${p}`, p / 4);
      of.refresh(atMinute(5));
      return likelihood(of, 'F0-1.l3.fuse');
    };
    const phases = model.edges.phases.map((all, edge) => (model.edges.ids[edge]?.includes('.tr') ? PHASES.A : all));
    expect(dim(model)).toBeGreaterThan(0.5);
    expect(dim({ ...model, edges: { ...model.edges, phases } })).toBeLessThan(0.01);
  });

  test('calls from everywhere on a feeder: its breaker', () => {
    const of = predictor();
    for (const [i, point] of ['l1.p0.1', 'l2.p1.4', 'l3.p1.7', 'l4.p2.2', 'l5.p0.9', 'l6.p3.3', 'l1.p3.2'].entries())
      call(of, `F0-1.${point}`, i / 2);
    expect(devices(of, 5)).toEqual(['F0-1.cb']);
  });
});

describe('what meters say', () => {
  const metered = () => createPredictor(model, { parameters, meters: () => 1 });
  const gasps = (of: Predictor, transformer: string, minutes: number) => {
    for (let p = 0; p < 14; p += 2) say(of, 'lastGasp', `${transformer}.${p}`, minutes + p / 100);
  };

  test('last gasps of one transformer, none beside it: the transformer', () => {
    const of = metered();
    gasps(of, 'F0-1.l3.p2', 0);
    expect(devices(of, 3)).toEqual(['F0-1.l3.tr2']);
  });

  test('are held back for a minute, and a meter that comes back in that time had no outage', () => {
    const of = metered();
    gasps(of, 'F0-1.l3.p2', 0);
    expect(devices(of, 0.9)).toEqual([]);
    for (let p = 0; p < 14; p += 2) say(of, 'powerOn', `F0-1.l3.p2.${p}`, 0.8);
    expect(devices(of, 3)).toEqual([]);
  });

  test('a meter with supply below a device moves the prediction downstream', () => {
    const of = metered();
    for (const [i, point] of ['p0.1', 'p0.4', 'p0.7', 'p1.2', 'p1.9', 'p1.11'].entries())
      call(of, `F0-1.l3.${point}`, i / 3);
    expect(devices(of, 4)).toEqual(['F0-1.l3.fuse']);
    for (const point of ['p2.3', 'p2.8', 'p3.3', 'p3.12']) say(of, 'powerOn', `F0-1.l3.${point}`, 5);
    expect(devices(of, 6)).toEqual(['F0-1.l3.tr0', 'F0-1.l3.tr1']);
  });

  test('a caller whose meter answers is no sign of an outage any more', () => {
    const of = metered();
    for (const point of ['p2.1', 'p2.2', 'p2.3']) call(of, `F0-1.l3.${point}`, 0);
    expect(devices(of, 2)).toEqual(['F0-1.l3.tr2']);
    for (const point of ['p2.1', 'p2.2', 'p2.3']) say(of, 'powerOn', `F0-1.l3.${point}`, 3);
    of.refresh(atMinute(4));
    expect(of.predictions()).toEqual([]);
  });
});

describe('what telemetry says', () => {
  const everywhere = ['l1.p0.1', 'l2.p1.4', 'l3.p1.7', 'l4.p2.2', 'l5.p0.9', 'l6.p3.3', 'l1.p3.2'];
  const position = (of: Predictor, device: string, is: 'open' | 'closed', minutes: number, commanded = false) =>
    of.position({ device, position: is, commanded, at: atMinute(minutes) });

  const oddsOfBreaker = (of: Predictor, minutes: number) => {
    of.refresh(atMinute(minutes));
    const chance = of.about('F0-1.cb')?.prediction.probability ?? 0;
    return chance / (1 - chance);
  };

  test('a breaker called closed before the calls is less likely to have opened the longer no word of it comes', () => {
    const [said, silent] = [predictor(), predictor()];
    position(said, 'F0-1.cb', 'closed', -1);
    for (const of of [said, silent])
      for (const [i, point] of everywhere.slice(0, 4).entries()) call(of, `F0-1.${point}`, i / 2);
    const [soon, later] = [2, 6].map((minutes) => oddsOfBreaker(said, minutes) / oddsOfBreaker(silent, minutes));
    expect(soon).toBeLessThan(0.5);
    expect(later).toBeLessThan(soon as number);
    expect(later).toBeGreaterThan(0);
  });

  test('a breaker called closed after the calls is not predicted, and a word from long ago says nothing', () => {
    const of = predictor();
    for (const [i, point] of everywhere.slice(0, 4).entries()) call(of, `F0-1.${point}`, i / 2);
    expect(devices(of, 3)).toContain('F0-1.cb');
    position(of, 'F0-1.cb', 'closed', 4);
    expect(devices(of, 5)).not.toContain('F0-1.cb');
    for (const [i, point] of everywhere.slice(4, 12).entries()) call(of, `F0-1.${point}`, 5 + 3 * i);
    expect(devices(of, 35)).toContain('F0-1.cb');
  });

  test('word of an opening that comes late takes the meters below it from everything above', () => {
    const of = createPredictor(model, { parameters, meters: () => 1 });
    position(of, 'F0-1.rc', 'closed', -1);
    for (let i = 0; i < 12; i++) say(of, 'lastGasp', `F0-1.l${3 + (i % 4)}.p${i % 3}.${i}`, 0.05);
    for (const lateral of [3, 4, 5, 6])
      for (const point of [12, 13]) say(of, 'noResponse', `F0-1.l${lateral}.p3.${point}`, 1);
    position(of, 'F0-1.rc', 'open', 1.6);
    for (const minutes of [1.7, 2, 5, 15]) {
      expect(devices(of, minutes)).toEqual(['F0-1.rc']);
      expect(of.predictions()).toHaveLength(1);
      expect(of.predictions()[0]).toMatchObject({ since: atMinute(0.05), counts: { lastGasps: 12 } });
    }
  });

  test('a breaker that opens after a device below it is seen by who calls beside that', () => {
    const of = predictor();
    position(of, 'F0-1.rc', 'open', 0);
    for (const point of ['l3.p1.7', 'l4.p2.2', 'l5.p0.9']) call(of, `F0-1.${point}`, 2);
    expect(devices(of, 10)).toEqual(['F0-1.rc']);
    for (const [i, point] of ['l1.p0.1', 'l2.p1.4', 'l1.p3.2', 'l2.p0.5', 'l1.p2.6', 'l2.p3.1'].entries())
      call(of, `F0-1.${point}`, 12 + i / 3);
    expect(devices(of, 15)).toEqual(['F0-1.cb']);
  });

  test('an opening that nobody ordered is an outage without any call', () => {
    const of = predictor();
    position(of, 'F0-1.rc', 'open', 0);
    of.refresh(atMinute(1));
    expect(of.predictions()).toMatchObject([{ device: 'F0-1.rc', level: 'device', since: atMinute(0) }]);
    expect(of.predictions()[0]?.probability).toBeGreaterThan(0.99);
  });

  test('an opening that was ordered is none, and explains the calls below', () => {
    const of = predictor();
    position(of, 'F0-1.rc', 'open', 0, true);
    for (const point of ['l3.p1.7', 'l4.p2.2', 'l5.p0.9']) call(of, `F0-1.${point}`, 2);
    of.refresh(atMinute(5));
    expect(of.predictions()).toEqual([]);
  });
});

describe('known outages and restoration', () => {
  const facts = networkFacts(model);
  const under = (device: string) => facts.below(device)?.ranges ?? [];
  const known = (device: string) => ({ id: 'k', device, dead: under(device), since: atMinute(0) });

  test('calls from inside a known outage are settled', () => {
    const of = predictor();
    of.setNetworkState(NORMAL, [known('F0-1.l3.fuse')]);
    for (const [i, point] of ['p0.1', 'p1.4', 'p1.7', 'p2.2', 'p0.9'].entries()) call(of, `F0-1.l3.${point}`, i);
    of.refresh(atMinute(6));
    expect(of.predictions()).toEqual([]);
    of.setNetworkState(NORMAL, []);
    expect(devices(of, 6)).toEqual(['F0-1.l3.fuse']);
  });

  test('after restoration nothing is out, except where somebody calls again', () => {
    const of = predictor();
    for (const [i, point] of ['l1.p0.1', 'l2.p1.4', 'l3.p1.7', 'l4.p2.2', 'l5.p0.9', 'l6.p3.3'].entries())
      call(of, `F0-1.${point}`, i / 2);
    expect(devices(of, 10)).toEqual(['F0-1.cb']);
    of.restored(under('F0-1.cb'), atMinute(60));
    of.refresh(atMinute(61));
    expect(of.predictions()).toEqual([]);
    call(of, 'F0-1.l2.p1.4', 63);
    call(of, 'F0-1.l2.p1.5', 64);
    expect(devices(of, 66)).toEqual(['F0-1.l2.tr1']);
  });

  test('meters that stay silent after restoration tell of a nested outage', () => {
    const of = createPredictor(model, { parameters, meters: () => 1 });
    of.restored(under('F0-1.cb'), atMinute(60));
    for (const lateral of ['l1', 'l2', 'l3', 'l4', 'l5', 'l6']) {
      for (const transformer of [0, 1, 2, 3])
        for (const point of [2, 9])
          say(of, lateral === 'l4' ? 'noResponse' : 'powerOn', `F0-1.${lateral}.p${transformer}.${point}`, 62);
    }
    expect(devices(of, 63)).toEqual(['F0-1.l4.fuse']);
    expect(of.predictions()[0]?.since).toBe(atMinute(60));
  });
});

test('after switching, the tree is the one that feeds now', () => {
  const of = predictor();
  const normal = predictor();
  const calls = [
    'F0-0.l6.p0.1',
    'F0-0.l6.p1.4',
    'F0-0.l6.p2.2',
    'F0-0.l6.p3.9',
    'F0-0.l5.p1.2',
    'F0-0.l5.p2.2',
    'F0-0.l5.p0.3',
  ];
  // The end of feeder F0-0 hangs on F0-1: its last switch is open, the tie is closed.
  of.setNetworkState({ ...NORMAL, opened: ['F0-0.sw5'], closed: ['F0-1.tie'] }, []);
  for (const to of [of, normal]) {
    for (const [i, point] of calls.entries()) call(to, point, i / 3);
    for (const lateral of ['l1', 'l2', 'l3', 'l4', 'l5', 'l6']) call(to, `F0-1.${lateral}.p0.2`, 1);
  }
  expect(devices(of, 5)).toContain('F0-1.cb');
  expect(of.predictions()[0]?.counts.calls).toBe(13);
  expect(normal.predictions().every(({ counts }) => (counts.calls as number) < 13)).toBe(true);
});

test('what is old is forgotten, except what an open prediction rests on', () => {
  const of = predictor();
  call(of, 'F1-0.l1.p0.0', 0);
  for (const [i, point] of ['p0.1', 'p1.4', 'p1.7', 'p2.2', 'p0.9'].entries()) call(of, `F0-1.l3.${point}`, i);
  expect(devices(of, 6)).toEqual(['F0-1.l3.fuse']);
  expect(of.size()).toMatchObject({ evidence: 6 });
  of.forget(atMinute(60));
  expect(of.size()).toMatchObject({ evidence: 5 });
  expect(devices(of, 7)).toEqual(['F0-1.l3.fuse']);
});
