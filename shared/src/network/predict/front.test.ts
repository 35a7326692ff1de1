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
      for (const { probability } of of.predictions()) expect(probability).toBeGreaterThan(0.9);
    }
  });

  test('five fuses of one feeder are told apart from its head within two minutes', () => {
    const of = predictor();
    const fuses = ['F10', 'F2', 'F4', 'F6', 'F8'];
    threeEach(of, fuses);
    for (const seconds of [120, 300, 600]) expect(shown(of, seconds)).toEqual(fuses);
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
    expect(of.outlook()).toEqual({ expected: 0, low: 0, high: 0 });
    threeEach(of, ['F2', 'F4']);
    of.refresh(atSecond(30));
    expect(of.outlook()).toEqual(of.outlook());
  });
});
