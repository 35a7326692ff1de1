import { describe, expect, test } from 'vitest';
import { PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import { buildNetwork } from '../build.ts';
import { networkFacts } from '../network-facts.ts';
import { NORMAL } from '../overlay.ts';
import { seeded } from '../seeded.ts';
import { columnsOf } from '../testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../testing/generate-city.ts';
import { createPredictor } from './create-predictor.ts';
import type { Evidence, KnownOutage, Predictor } from './predictor.ts';

const model = buildNetwork(columnsOf(cityFeatures({ ...SMALL_CITY, pointsPerTransformer: 14 })));
const facts = networkFacts(model);
const parameters = PREDICTION_PARAMETERS.values;
const NOON = Date.UTC(2026, 4, 5, 4);
const atMinute = (minutes: number) => NOON + minutes * 60_000;
const FUSE = 'F0-1.l3.fuse';

let ids = 0;
const say = (to: Predictor, kind: Evidence['kind'], point: string, minutes: number) =>
  to.add({ id: `o${ids++}`, kind, servicePoint: `F0-1.l3.${point}`, at: atMinute(minutes) });
/** Three calls behind two transformers, twenty minutes ago: most likely the fuse, or else the transformer with two of them. */
const heard = (options: Partial<Parameters<typeof createPredictor>[1]> = {}) => {
  const of = createPredictor(model, { parameters, meters: () => 1, ...options });
  for (const [i, point] of ['p2.1', 'p2.4', 'p0.1'].entries())
    of.add({ id: `c${i}`, kind: 'call', servicePoint: `F0-1.l3.${point}`, at: atMinute(i) });
  of.refresh(atMinute(20));
  return of;
};
const ask = (of: Predictor, device: string, most = 6) =>
  of.about(device)?.metersToAsk({ mayAsk: () => true, most }) ?? [];
const transformerOf = (point: string) => facts.protectiveAbove(point)[0]?.id;

describe('what it thinks of one device', () => {
  test('is what it shows of one that is shown', () => {
    const of = heard();
    const [shown] = of.predictions();
    expect(shown?.device).toBe(FUSE);
    expect(of.about(FUSE)?.prediction).toEqual(shown);
  });

  test('is told of one that is not shown, and of one without any sign', () => {
    const of = heard();
    const transformer = of.about('F0-1.l3.tr0')?.prediction;
    expect(transformer).toMatchObject({ device: 'F0-1.l3.tr0', counts: { calls: 1 } });
    expect(transformer?.probability).toBeLessThan(0.2);
    expect(of.about('F0-1.l5.fuse')?.prediction).toMatchObject({ probability: 0, evidence: [] });
    expect(of.about('nothing')).toBeNull();
    expect(of.size().activeNodes).toBe(heard().size().activeNodes);
  });

  test('falls when the meters below answer, as far as the transformer that explains the calls', () => {
    const of = heard();
    const before = of.about(FUSE)?.prediction.probability ?? 0;
    for (const point of ['p0.2', 'p1.5', 'p3.3']) say(of, 'powerOn', point, 21);
    of.refresh(atMinute(22));
    const after = of.about(FUSE)?.prediction.probability ?? 0;
    expect(before).toBeGreaterThan(0.5);
    expect(after).toBeLessThan(0.05);
  });
});

describe('a known outage, reconsidered', () => {
  const known: KnownOutage = { id: 'k', device: FUSE, dead: facts.below(FUSE)?.ranges ?? [], since: NOON };
  const opened = { ...NORMAL, opened: [FUSE] };

  test('is judged as if nobody knew of it, and is known all the same', () => {
    const open = heard();
    const of = heard();
    of.setNetworkState(opened, [known]);
    of.refresh(atMinute(20));
    expect(of.predictions()).toEqual([]);
    expect(of.about(FUSE)).toBeNull();
    expect(of.reconsider('k', NORMAL)?.prediction).toEqual(open.about(FUSE)?.prediction);
    expect(of.predictions()).toEqual([]);
    expect(of.reconsider('other', NORMAL)).toBeNull();
  });

  test('on any order of evidence, with another known outage beside it', () => {
    const chance = seeded(5);
    const other: KnownOutage = {
      id: 'o',
      device: 'F0-1.l6.fuse',
      dead: facts.below('F0-1.l6.fuse')?.ranges ?? [],
      since: NOON,
    };
    for (let run = 0; run < 20; run++) {
      const evidence: Evidence[] = Array.from({ length: 12 }, (_, i) => ({
        id: `r${run}.${i}`,
        kind: chance.pick(['call', 'call', 'powerOn', 'lastGasp', 'noResponse'] as const),
        servicePoint: `F0-1.l${chance.pick([3, 6])}.p${chance.whole(0, 3)}.${chance.whole(0, 9)}`,
        at: atMinute(chance.whole(0, 20)),
      }));
      const both = createPredictor(model, {
        parameters,
        overlay: { ...NORMAL, opened: [FUSE, 'F0-1.l6.fuse'] },
        known: [known, other],
      });
      const alone = createPredictor(model, {
        parameters,
        overlay: { ...NORMAL, opened: ['F0-1.l6.fuse'] },
        known: [other],
      });
      for (const one of evidence) both.add(one);
      for (const one of [...evidence].reverse()) alone.add(one);
      both.refresh(atMinute(25));
      alone.refresh(atMinute(25));
      const there = both.reconsider('k', { ...NORMAL, opened: ['F0-1.l6.fuse'] })?.prediction;
      expect(there).toEqual(alone.about(FUSE)?.prediction);
    }
  });
});

describe('meters to ask', () => {
  test('tell a fuse from the transformer below it that two of three callers are behind', () => {
    const asked = ask(heard(), FUSE);
    expect(asked[0]).toMatchObject({ outIf: FUSE, onIf: 'F0-1.l3.tr2', metered: true });
    for (const { servicePoint } of asked) expect(transformerOf(servicePoint)).not.toBe('F0-1.l3.tr2');
  });

  test('begin with the caller’s own where nothing above is likely', () => {
    const of = createPredictor(model, { parameters, meters: () => 1 });
    say(of, 'call', 'p2.1', 0);
    of.refresh(atMinute(2));
    expect(ask(of, 'F0-1.l3.tr2')).toEqual([]);
    const asked = of.about('F0-1.l3.tr2')?.metersToAsk({ mayAsk: () => true, most: 6, callersFirst: true });
    expect(asked).toMatchObject([{ servicePoint: 'F0-1.l3.p2.1' }]);
  });

  test('are few, each another, from several transformers, and never one that must not be asked', () => {
    const of = heard();
    const all = ask(of, FUSE, 4);
    expect(all.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThanOrEqual(4);
    expect(new Set(all.map(({ servicePoint }) => servicePoint)).size).toBe(all.length);
    const forbidden = all[0]?.servicePoint;
    const others = of.about(FUSE)?.metersToAsk({ mayAsk: (point) => point !== forbidden, most: 4 }) ?? [];
    expect(others.map(({ servicePoint }) => servicePoint)).not.toContain(forbidden);
    for (const [i, one] of all.entries()) expect(one.bits).toBeLessThanOrEqual((all[i - 1]?.bits ?? 1) + 1e-9);
  });

  test('prefer known meters, and say where nobody knows whether there is one', () => {
    const twoCalls = (meters: (point: string) => number) => {
      const of = createPredictor(model, { parameters, meters });
      say(of, 'call', 'p0.1', 0);
      say(of, 'call', 'p2.4', 1);
      of.refresh(atMinute(3));
      return ask(of, FUSE);
    };
    const some = twoCalls((point) => (point.endsWith('.9') ? 1 : 0));
    expect(some[0]).toMatchObject({ metered: true, servicePoint: expect.stringMatching(/\.9$/) });
    expect(twoCalls(() => 0)[0]).toMatchObject({ metered: false });
  });

  test('there are none where every answer is known beforehand', () => {
    const of = createPredictor(model, { parameters, meters: () => 1 });
    of.position({ device: FUSE, position: 'open', commanded: false, at: NOON });
    of.refresh(atMinute(2));
    expect(ask(of, FUSE)).toEqual([]);
    expect(ask(of, 'F0-1.l5.fuse')).toEqual([]);
  });

  test('their answers settle what they were asked for', () => {
    const of = heard();
    const asked = ask(of, FUSE);
    for (const { servicePoint } of asked)
      of.add({ id: `a${ids++}`, kind: 'noResponse', servicePoint, at: atMinute(21) });
    of.refresh(atMinute(22));
    const [first] = of.predictions();
    expect(first).toMatchObject({ device: FUSE });
    expect(first?.probability).toBeGreaterThan(0.99);
  });
});
