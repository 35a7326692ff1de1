import { expect, test } from 'vitest';
import { PREDICTION_PARAMETERS, predictionParametersSchema } from '../../../rules/prediction-parameters.ts';
import { buildNetwork } from '../../build.ts';
import { seeded } from '../../seeded.ts';
import { columnsOf } from '../../testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../../testing/generate-city.ts';
import { exposureOf } from './exposure.ts';
import { learnParameters, NEEDED } from './learn.ts';
import type { OutageHistory, PastOutage } from './past-outages.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const START = Date.UTC(2026, 0, 1, 4);
const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
const exposure = exposureOf(model, PREDICTION_PARAMETERS.values);
const options = {
  id: 'learned',
  validFrom: '2026-07-01',
  localHour: (at: number) => (new Date(at).getUTCHours() + 8) % 24,
};
const learn = (history: OutageHistory) => learnParameters(history, exposure, PREDICTION_PARAMETERS, options);
const NOTHING: OutageHistory = { from: START, to: START + 90 * DAY, confirmed: [], strayCalls: 0, statements: [] };

/** Outages of 100 customers at noon, of whom a share calls after exponential delays. */
const outages = (count: number, share: number, meanDelay: number): PastOutage[] => {
  const chance = seeded(5);
  return Array.from({ length: count }, (_, i) => {
    const since = START + i * DAY;
    const callers = Array.from({ length: 100 }, () => chance.unit()).filter((unit) => unit < share);
    const calls = callers.map(() => since - Math.log(1 - chance.unit()) * meanDelay * MINUTE);
    return { device: 'x', kind: 'fuse', customers: 100, since, restoredAt: since + 300 * MINUTE, calls };
  });
};

test('share and delay of callers are found again', () => {
  const { parameters, learned } = learn({ ...NOTHING, confirmed: outages(80, 0.3, 20) });
  expect(parameters.values.calling.day.share).toBeCloseTo(0.3, 1);
  expect(Math.abs(parameters.values.calling.day.meanDelayMinutes - 20)).toBeLessThan(2);
  expect(learned.find(({ name }) => name === 'calling.day.share')).toMatchObject({ cases: 80, isLearned: true });
});

test('with too few cases every number stays, and it is said so', () => {
  const { parameters, learned } = learn({
    ...NOTHING,
    confirmed: outages(4, 0.3, 20),
    strayCalls: NEEDED.strayCalls - 1,
  });
  expect(parameters.values).toEqual(PREDICTION_PARAMETERS.values);
  expect(learned.every(({ isLearned, before, now }) => !isLearned && before === now)).toBe(true);
});

test('a log of a day says nothing about rates, however many failures it holds', () => {
  const { parameters } = learn({ ...NOTHING, to: START + DAY, confirmed: outages(80, 0.3, 20) });
  expect(parameters.values.rates).toEqual(PREDICTION_PARAMETERS.values.rates);
});

test('rates shrink towards the default: as many more as were seen, less with few', () => {
  const { fuse } = PREDICTION_PARAMETERS.values.rates;
  const years = 90 / 365;
  const expected = exposure.kinds.fuse.expectedPerYear * years;
  const { parameters } = learn({ ...NOTHING, confirmed: outages(10, 0.1, 13) });
  const factor = parameters.values.rates.fuse.perYear / fuse.perYear;
  expect(factor).toBeCloseTo((10 + 3) / (expected + 3), 2);
  expect(factor).toBeLessThan(10 / expected);
  expect(parameters.values.rates.fuse.perYearAndKm / fuse.perYearAndKm).toBeCloseTo(factor, 2);
});

test('stated probabilities that are far off are corrected by kind; the rest are left', () => {
  const chance = seeded(3);
  const statements = Array.from({ length: 400 }, () => {
    const stated = 0.5 + chance.unit() / 2;
    return { kind: 'fuse' as const, stated, right: chance.unit() < stated - 0.3 };
  });
  const fair = statements.map(({ stated }) => ({ kind: 'recloser' as const, stated, right: chance.unit() < stated }));
  const { parameters, reliability } = learn({ ...NOTHING, statements: [...statements, ...fair] });
  const map = parameters.values.calibration.fuse;
  expect(map.length).toBeGreaterThan(1);
  expect(map.at(-1)?.observed).toBeLessThan(0.9);
  expect(parameters.values.calibration.recloser).toEqual([]);
  expect(reliability.find(({ kind }) => kind === 'fuse')).toMatchObject({ statements: 400, isCorrected: true });
});

test('what is learned is a parameter file that the server takes', () => {
  const { parameters } = learn({ ...NOTHING, confirmed: outages(80, 0.3, 20), strayCalls: 50 });
  expect(predictionParametersSchema.parse(JSON.parse(JSON.stringify(parameters)))).toEqual(parameters);
});
