import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import { buildNetwork } from '../build.ts';
import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { NORMAL } from '../overlay.ts';
import { seeded } from '../seeded.ts';
import { columnsOf } from '../testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../testing/generate-city.ts';
import { randomFeatures } from '../testing/random-network.ts';
import { createPredictor } from './create-predictor.ts';
import type { Evidence, Predictor } from './predictor.ts';

const parameters = PREDICTION_PARAMETERS.values;
const START = Date.UTC(2026, 4, 5, 10);
const KINDS = ['call', 'call', 'call', 'partial', 'lastGasp', 'powerOn', 'noResponse'] as const;
const CONSUMER = NODE_CLASSES.indexOf('EnergyConsumer');

const city = buildNetwork(columnsOf(cityFeatures({ ...SMALL_CITY, substations: 1 })));
const servicePoints = ({ nodes }: NetworkModel) => nodes.ids.filter((_, node) => nodes.class[node] === CONSUMER);

/** Evidence within an hour; most of it from few places, so that something is predicted. */
const evidenceOn = (model: NetworkModel, seed: number, count: number): Evidence[] => {
  const chance = seeded(seed);
  const points = servicePoints(model);
  if (points.length === 0) return [];
  const centre = chance.whole(0, points.length - 1);
  return Array.from({ length: count }, (_, i) => ({
    id: `e${i}`,
    kind: chance.pick(KINDS),
    servicePoint: points[
      chance.unit() < 0.8
        ? Math.min(points.length - 1, centre + chance.whole(0, 12))
        : chance.whole(0, points.length - 1)
    ] as string,
    at: START + chance.whole(0, 240) * 15_000,
  }));
};

const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const chance = seeded(seed);
  return items
    .map((item) => ({ item, key: chance.unit() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
};

const answer = (predictor: Predictor, at: number) => {
  predictor.refresh(at);
  return predictor.predictions();
};

test('after a refresh the answer does not depend on the order of arrival, nor on when it was refreshed before', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 70 }), (seed, count, minute) => {
      const evidence = evidenceOn(city, seed, count);
      const at = START + minute * 60_000;
      const inOrder = createPredictor(city, { parameters });
      for (const one of [...evidence].sort((a, b) => a.at - b.at)) inOrder.add(one);
      const jumbled = createPredictor(city, { parameters });
      shuffled(evidence, seed + 1).forEach((one, i) => {
        jumbled.add(one);
        if (i % 7 === 0) jumbled.add(one);
        if (i % 5 === 0) jumbled.refresh(START + ((seed + i * 17) % 90) * 60_000);
      });
      expect(answer(jumbled, at)).toEqual(answer(inOrder, at));
    }),
    { numRuns: 60 },
  );
});

test('what is told live, second by second, comes to the same as what is told at once', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (seed, count) => {
      const evidence = evidenceOn(city, seed, count).sort((a, b) => a.at - b.at);
      const end = START + 65 * 60_000;
      const live = createPredictor(city, { parameters });
      let next = 0;
      for (let now = START; now <= end; now += 30_000) {
        for (; next < evidence.length && (evidence[next] as Evidence).at <= now; next++)
          live.add(evidence[next] as Evidence);
        live.refresh(now);
      }
      const atOnce = createPredictor(city, { parameters });
      for (const one of evidence) atOnce.add(one);
      expect(answer(live, end)).toEqual(answer(atOnce, end));
    }),
    { numRuns: 30 },
  );
});

test('on any network, in any switching state: disjoint devices, probabilities, and the way back to normal leads back', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 2, max: 60 }), fc.integer({ min: 0, max: 12 }), (seed, nodes, extra) => {
      const model = buildNetwork(columnsOf(randomFeatures(seed, nodes, extra)));
      const chance = seeded(seed + 7);
      const edges = model.edges.ids.filter(() => chance.unit() < 0.2);
      const overlay = {
        opened: edges.filter(() => chance.unit() < 0.5),
        closed: edges,
        cuts: model.edges.ids.filter(() => chance.unit() < 0.1),
        isolated: model.edges.ids.filter(() => chance.unit() < 0.03),
        generators: [],
      };
      const evidence = evidenceOn(model, seed, 30);
      const at = START + 65 * 60_000;
      const direct = createPredictor(model, { parameters, overlay });
      for (const one of evidence) direct.add(one);
      const switched = createPredictor(model, { parameters });
      for (const one of evidence) switched.add(one);
      const normal = answer(switched, at);
      switched.setNetworkState(overlay, []);
      const altered = answer(switched, at);
      expect(altered).toEqual(answer(direct, at));
      for (const { probability, runnersUp } of altered) {
        for (const p of [probability, ...runnersUp.map((other) => other.probability)]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1 + 1e-9);
        }
      }
      const explained = altered.flatMap((prediction) => prediction.evidence);
      expect(new Set(explained).size).toBe(explained.length);
      switched.setNetworkState(NORMAL, []);
      expect(answer(switched, at)).toEqual(normal);
    }),
    { numRuns: 150 },
  );
});
