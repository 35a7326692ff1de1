import { describe, expect, test } from 'vitest';
import { PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import { buildNetwork } from '../build.ts';
import { columnsOf, type NetworkFeature } from '../testing/features.ts';
import { createPredictor } from './create-predictor.ts';
import type { Predictor } from './predictor.ts';

const NOON = Date.UTC(2026, 0, 15, 4);
const atSecond = (seconds: number) => NOON + seconds * 1000;

/** Breaker CB feeds twenty fuses F1 …, each five transformers F1.1 … of ten customers F1.1.1 …; and a second feeder like it, CB'. */
const features = (): NetworkFeature[] => {
  const all: NetworkFeature[] = [];
  const node = (id: string, more: object = {}) =>
    all.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [120, 30] },
      properties: { id, class: 'ConnectivityNode', ...more },
    });
  const edge = (id: string, edgeClass: string, from: string, to: string) =>
    all.push({ type: 'Feature', geometry: null, properties: { id, class: edgeClass, from, to } } as NetworkFeature);
  for (const mark of ['', "'"]) {
    node(`source${mark}`, { class: 'EnergySource' });
    node(`bus${mark}`);
    edge(`CB${mark}`, 'Breaker', `source${mark}`, `bus${mark}`);
    for (let f = 1; f <= 20; f++) {
      const fuse = `F${f}${mark}`;
      node(`${fuse}-end`);
      edge(fuse, 'Fuse', `bus${mark}`, `${fuse}-end`);
      for (let t = 1; t <= 5; t++) {
        node(`${fuse}.${t}-lv`);
        edge(`${fuse}.${t}`, 'PowerTransformer', `${fuse}-end`, `${fuse}.${t}-lv`);
        for (let p = 1; p <= 10; p++) {
          node(`${fuse}.${t}.p${p}`, { class: 'EnergyConsumer', customers: 1 });
          edge(`${fuse}.${t}.w${p}`, 'ACLineSegment', `${fuse}.${t}-lv`, `${fuse}.${t}.p${p}`);
        }
      }
    }
  }
  return all;
};
const model = buildNetwork(columnsOf(features()));
const parameters = PREDICTION_PARAMETERS.values;
const predictor = () => createPredictor(model, { parameters });

const call = (to: Predictor, servicePoint: string, seconds: number) =>
  to.add({ id: servicePoint, kind: 'call', servicePoint, at: atSecond(seconds) });
/** Three calls below each fuse, within ten seconds of each other. */
const callsBelow = (fuses: readonly string[]) =>
  fuses.flatMap((fuse, i) =>
    [1, 3, 5].map((transformer, j) => ({
      point: `${fuse}.${transformer}.p${1 + j}`,
      seconds: 1 + ((i * 3 + j * 4) % 9),
    })),
  );
const threeEach = (to: Predictor, fuses: readonly string[]) => {
  for (const { point, seconds } of callsBelow(fuses)) call(to, point, seconds);
};
const shown = (of: Predictor, seconds: number) => {
  of.refresh(atSecond(seconds));
  return of
    .predictions()
    .filter(({ level }) => level === 'device')
    .map(({ device }) => device)
    .sort();
};

describe('places that fail together', () => {
  test.each([
    ['two fuses', ['F2', 'F4']],
    ['three fuses', ['F2', 'F4', 'F6']],
    ['fuses of two feeders', ['F2', "F4'", "F9'"]],
  ])('%s are so many outages from the first seconds on, and never the head of the feeder', (_, fuses) => {
    const of = predictor();
    threeEach(of, fuses);
    for (const seconds of [12, 30, 60, 120, 300, 600]) {
      expect(shown(of, seconds)).toEqual(fuses);
      for (const { probability } of of.predictions()) expect(probability).toBeGreaterThan(0.8);
    }
  });

  test('five fuses of one feeder are told apart from its head from the first seconds on', () => {
    const of = predictor();
    const fuses = ['F10', 'F2', 'F4', 'F6', 'F8'];
    threeEach(of, fuses);
    for (const seconds of [12, 20, 30, 60, 120, 300, 600]) expect(shown(of, seconds)).toEqual(fuses);
  });

  test('ten of twenty fuses at once may be the head or not: neither is certain, and the interval holds both', () => {
    const of = predictor();
    threeEach(
      of,
      Array.from({ length: 10 }, (_, i) => `F${2 + 2 * i}`),
    );
    for (const seconds of [30, 60, 300, 600]) {
      of.refresh(atSecond(seconds));
      for (const { probability } of of.predictions()) expect(probability).toBeLessThan(0.9);
      const { low, high } = of.outlook();
      expect(low).toBeLessThan(600);
      expect(high).toBe(1000);
    }
  });

  test('a head that has opened is the head, however soon people call', () => {
    const of = predictor();
    for (let f = 1; f <= 20; f++) call(of, `F${f}.${1 + (f % 5)}.p${1 + (f % 10)}`, 2 + (f % 9));
    for (const seconds of [12, 30, 60, 300]) expect(shown(of, seconds)).toEqual(['CB']);
  });

  test('many callers of one transformer within seconds are that transformer at once', () => {
    const of = predictor();
    for (let p = 1; p <= 4; p++) call(of, `F3.2.p${p}`, p * 3);
    for (const seconds of [15, 30, 120]) expect(shown(of, seconds)).toEqual(['F3.2']);
  });

  test.each([
    ['by day', 0],
    ['by night', 16],
  ])('callers of five transformers within milliseconds are the fuse above them at once, %s', (_, hours) => {
    const of = predictor();
    const at = (seconds: number) => seconds + hours * 3600;
    for (let n = 0; n < 15; n++) call(of, `F3.${1 + (n % 5)}.p${1 + (n % 10)}`, at(n / 1000));
    for (const seconds of [0.02, 0.1, 2, 60]) expect(shown(of, at(seconds))).toEqual(['F3']);
  });

  test('a call on record behind a neighbouring transformer makes neither that one fail nor what stands above both', () => {
    const of = predictor();
    for (let n = 0; n < 8; n++) call(of, `F3.${1 + (n % 5)}.p${1 + n}`, 20 + 70 * n);
    call(of, 'F4.1.p7', 150);
    for (const seconds of [160, 300, 600]) expect(shown(of, seconds)).toEqual(['F3']);
    for (const device of ['CB', 'F4', 'F4.1'])
      expect(of.about(device)?.prediction.probability).toBeLessThan(device === 'CB' ? 0.05 : 0.4);
  });

  test('a second call from there does', () => {
    const of = predictor();
    for (let n = 0; n < 8; n++) call(of, `F3.${1 + (n % 5)}.p${1 + n}`, 20 + 70 * n);
    for (const [n, point] of ['F4.1.p7', 'F4.1.p2', 'F4.1.p3'].entries()) call(of, point, 150 + 40 * n);
    expect(shown(of, 600)).toEqual(['F3', 'F4.1']);
  });

  test('are the same in whatever order they are told of', () => {
    const [one, other] = [predictor(), predictor()];
    const calls = callsBelow(['F2', "F4'", 'F6']);
    for (const { point, seconds } of calls) call(one, point, seconds);
    for (const { point, seconds } of [...calls].reverse()) {
      call(other, point, seconds);
      other.refresh(atSecond(seconds));
    }
    for (const of of [one, other]) of.refresh(atSecond(60));
    expect(other.predictions()).toEqual(one.predictions());
    expect(other.outlook()).toEqual(one.outlook());
  });
});

describe('what is expected', () => {
  test('is what is out, with a narrow interval, once the evidence says so', () => {
    const of = predictor();
    threeEach(of, ['F2', 'F4']);
    of.refresh(atSecond(600));
    const { expected, low, high } = of.outlook();
    expect(low).toBeLessThanOrEqual(100);
    expect(high).toBeGreaterThanOrEqual(100);
    expect(expected).toBeGreaterThan(90);
    expect(high).toBeLessThan(160);
  });

  test('is a wide interval as long as the head may have opened or not', () => {
    const of = predictor();
    for (const point of ['F2.1.p1', 'F2.3.p4', 'F9.1.p2']) call(of, point, 5);
    of.refresh(atSecond(12));
    const { low, high } = of.outlook();
    expect(high - low).toBeGreaterThan(50);
  });

  test('is nobody where nothing is heard, and stays as it is when it is asked again', () => {
    const of = predictor();
    of.refresh(atSecond(0));
    const nobody = { expected: 0, low: 0, high: 0 };
    expect(of.outlook()).toEqual({ ...nobody, byFeeder: new Map(), elsewhere: nobody });
    threeEach(of, ['F2', 'F4']);
    of.refresh(atSecond(30));
    expect(of.outlook()).toEqual(of.outlook());
  });
});
