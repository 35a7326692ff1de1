import { describe, expect, test } from 'vitest';
import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { type Circumstances, circumstancesOf, levelOfDevice, levelOfName } from './circumstances.ts';
import { openAtBeginning } from './concurrent.ts';
import { forecastFrom } from './forecast.ts';
import { learnRestorationModel, type PastOutage } from './restoration-model.ts';
import { timeOfShare } from './survival.ts';

const NOTHING: Circumstances = {
  load: null,
  level: null,
  size: null,
  area: null,
  hours: null,
  substation: null,
  cause: null,
};
const about = (known: Partial<Circumstances>): Circumstances => ({ ...NOTHING, ...known });
/** So many outages, lasting 10, 20, 30 … times `step`. */
const outages = (count: number, step: number, known: Partial<Circumstances>): PastOutage[] =>
  Array.from({ length: count }, (_, i) => ({ minutes: (i + 1) * step, ended: true, circumstances: about(known) }));
const rules = { ...ETR_MODEL.values, minimumOutages: 5, minimumAtRisk: 0, shrinkageOutages: 0 };
const finest = (past: readonly PastOutage[], known: Partial<Circumstances>, values: typeof rules = rules) =>
  learnRestorationModel(past, values).similar(about(known))[0];

describe('outages are compared with', () => {
  const past = [
    ...outages(10, 10, { level: 'LV', area: 'urban' }),
    ...outages(10, 100, { level: 'HV', area: 'urban' }),
  ];

  test('those of the same kind, as far as there are enough', () => {
    expect(finest(past, { level: 'LV' })).toMatchObject({ group: 'level=LV', outages: 10 });
    expect(timeOfShare(finest(past, { level: 'LV' })?.curve() as never, 0.8)).toBe(80);
    expect(timeOfShare(finest(past, { level: 'HV' })?.curve() as never, 0.8)).toBe(800);
  });

  test('all, where the kind is unknown or has hardly been seen; a factor that says too little is passed over', () => {
    expect(finest(past, {})).toMatchObject({ group: 'all', outages: 20 });
    expect(finest(past, { level: 'EHV' })).toMatchObject({ group: 'all' });
    expect(finest(past, { level: 'EHV', area: 'urban' })).toMatchObject({ group: 'area=urban', outages: 20 });
  });

  test('the busiest days there were, where it has hardly ever been so busy; an ordinary day stays one', () => {
    const busy = [
      ...outages(10, 10, { load: '0-4' }),
      ...outages(4, 100, { load: '5-19' }),
      ...outages(4, 100, { load: '20-99' }),
    ];
    expect(finest(busy, { load: '0-4' })).toMatchObject({ group: 'load=0-4', outages: 10 });
    expect(finest(busy, { load: '100+' })).toMatchObject({ group: 'load=5+', outages: 8 });
    expect(finest(busy, { load: '20-99' })).toMatchObject({ group: 'load=5+', outages: 8 });
    expect(finest(busy.slice(0, 14), { load: '20-99' })).toMatchObject({ group: 'all', outages: 14 });
  });

  test('nothing, where the past is too short; an outage that has not ended does not count towards it', () => {
    expect(learnRestorationModel(outages(4, 10, {}), rules).similar(NOTHING)).toEqual([]);
    const open = outages(9, 10, {}).map((outage, i) => ({ ...outage, ended: i < 4 }));
    expect(learnRestorationModel(open, rules).similar(NOTHING)).toEqual([]);
  });
});

test('a small group is drawn towards the larger one that it belongs to, and a large one is not', () => {
  const many = outages(100, 1, { level: 'LV' });
  const shrunk = { ...rules, shrinkageOutages: 10 };
  // Six at 600 min beside a hundred up to 100 min. The coarse group weighs 10 in the fine one: 16 in all, of which half are over when the
  // hundred (with the six in it) have reached 8/10 of their weight: between 80 and 90 min instead of 600.
  const few = Array.from({ length: 6 }, () => ({ minutes: 600, ended: true, circumstances: about({ level: 'HV' }) }));
  const median = timeOfShare(finest([...many, ...few], { level: 'HV' }, shrunk)?.curve() as never, 0.5);
  expect(median).toBe(85);
  expect(timeOfShare(finest([...many, ...few], { level: 'HV' })?.curve() as never, 0.5)).toBe(600);
  const crowd = Array.from({ length: 200 }, () => few[0] as PastOutage);
  expect(timeOfShare(finest([...many, ...crowd], { level: 'HV' }, shrunk)?.curve() as never, 0.5)).toBe(600);
});

test('where the fine group cannot say how long the slow ones take, the coarser one does', () => {
  const open = outages(20, 10, { level: 'LV' }).map((outage, i) => ({ ...outage, ended: i < 10 }));
  const past = [...open, ...outages(100, 1, { level: 'HV' })];
  const groups = learnRestorationModel(past, rules).similar(about({ level: 'LV' }));
  expect(groups.map(({ group }) => group)).toEqual(['level=LV', 'all']);
  expect(forecastFrom(groups, 0.8, 0)).toMatchObject({ group: 'all', outages: 120 });
  expect(forecastFrom(groups, 0.8, 500)).toBeNull();
});

test('the curve is not read where hardly any outage has lasted so long', () => {
  const past = [...outages(95, 1, {}), ...outages(5, 10_000, {})];
  const reach = (minimumAtRisk: number) =>
    timeOfShare(
      learnRestorationModel(past, { ...rules, minimumAtRisk })
        .similar(NOTHING)[0]
        ?.curve() as never,
      0.97,
    );
  expect(reach(0)).toBe(20_000);
  expect(reach(4)).toBe(20_000);
  expect(reach(5)).toBeNull();
});

test('what is known at the beginning falls into classes', () => {
  const beginning = {
    level: 'LV',
    cause: 'unknown',
    area: null,
    substation: 'A,B=C',
    customers: 10,
    localHour: 7,
    concurrent: 4,
  };
  expect(circumstancesOf(beginning)).toEqual({
    level: 'LV',
    load: '0-4',
    size: '0-10',
    area: null,
    hours: 'day',
    substation: 'A B C',
    cause: null,
  });
  expect(circumstancesOf({ ...beginning, customers: 11, localHour: 22, concurrent: 100 })).toMatchObject({
    size: '11-100',
    hours: 'night',
    load: '100+',
  });
});

test('a level is known by the many names that utilities have for it', () => {
  expect(['LV', 'lv', '0.4 kV', '400V', '低压', 'NS'].map(levelOfName)).toEqual(Array(6).fill('LV'));
  expect(['HV', 'MV', '10kV', '20 kV', '11 kV', '中压'].map(levelOfName)).toEqual(Array(6).fill('HV'));
  expect([null, ' ', 'trunk'].map(levelOfName)).toEqual([null, null, 'trunk']);
  expect(['PowerTransformer', 'Fuse', 'Breaker', null].map(levelOfDevice)).toEqual(['LV', 'HV', 'HV', null]);
});

test('others that were open at the beginning are counted, and neither itself nor what was over by then', () => {
  const spans = [
    { from: 0, until: 100 },
    { from: 10, until: 20 },
    { from: 20, until: 60 },
    { from: 20, until: 30 },
    { from: 100, until: 100 },
    { from: 300, until: 300 },
  ];
  expect([...openAtBeginning(spans)]).toEqual([0, 1, 2, 2, 0, 0]);
});
