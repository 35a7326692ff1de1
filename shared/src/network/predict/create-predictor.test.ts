import { describe, expect, test } from 'vitest';
import { PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import { buildNetwork } from '../build.ts';
import { columnsOf } from '../testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../testing/generate-city.ts';
import { createPredictor } from './create-predictor.ts';
import type { Evidence, Predictor } from './predictor.ts';

const model = buildNetwork(columnsOf(cityFeatures({ ...SMALL_CITY, pointsPerTransformer: 14 })));
const parameters = PREDICTION_PARAMETERS.values;
const NOON = Date.UTC(2026, 4, 5, 4);
const after = (minutes: number) => NOON + minutes * 60_000;
const predictor = () => createPredictor(model, { parameters });

let ids = 0;
const say = (to: Predictor, kind: Evidence['kind'], servicePoint: string, minutes: number) =>
  to.add({ id: `e${ids++}`, kind, servicePoint, at: after(minutes) });
const call = (to: Predictor, servicePoint: string, minutes: number) => say(to, 'call', servicePoint, minutes);
const devices = (of: Predictor, minutes: number) => {
  of.refresh(after(minutes));
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
    of.refresh(after(2));
    expect(of.predictions()).toMatchObject([{ level: 'service', device: 'F0-1.l3.tr2', counts: { calls: 1 } }]);
    expect(of.predictions()[0]?.probability).toBeLessThan(0.2);
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
  });

  test('calls under two fuses of one feeder, half an hour apart: two faults, not one of the recloser above', () => {
    const of = predictor();
    for (const [i, point] of ['p0.1', 'p1.4', 'p1.7', 'p2.2', 'p0.9', 'p3.3'].entries()) {
      call(of, `F0-1.l3.${point}`, i);
      call(of, `F0-1.l6.${point}`, i + 30);
    }
    expect(devices(of, 40)).toEqual(['F0-1.l3.fuse', 'F0-1.l6.fuse']);
  });

  test('calls from everywhere on a feeder: its breaker', () => {
    const of = predictor();
    for (const [i, point] of ['l1.p0.1', 'l2.p1.4', 'l3.p1.7', 'l4.p2.2', 'l5.p0.9', 'l6.p3.3', 'l1.p3.2'].entries())
      call(of, `F0-1.${point}`, i / 2);
    expect(devices(of, 5)).toEqual(['F0-1.cb']);
  });
});
