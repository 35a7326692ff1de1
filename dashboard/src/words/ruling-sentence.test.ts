import type { Ruling } from '@relight/shared/operation/commands';
import type { Place } from '@relight/shared/operation/values';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { percentOf, rulingSentence, strengthOf } from './ruling-sentence.ts';
import { zh } from './zh.ts';

const fuse: Place = {
  device: 'F12',
  deviceClass: 'Fuse',
  name: 'F12',
  nameEn: 'F12',
  feeder: 'FD',
  substation: 'SS',
  lon: 120,
  lat: 30,
};
const calls = { calls: 4, customers: 60, callingTransformers: 3, transformers: 5, minutes: 6, beside: 0 };
const ruling: Ruling = {
  rule: 'treeScorer',
  evidence: calls,
  probability: 0.94,
  runnersUp: [{ device: 'R3', name: '重合器 R3', nameEn: 'recloser R3', probability: 0.04 }],
};

const inBoth = (of: Ruling, place = fuse): readonly [zh: string, en: string] => [
  rulingSentence(of, place, { language: 'zh', words: zh }),
  rulingSentence(of, place, { language: 'en', words: en }),
];

test('where no rule placed it, how it came to be known', () => {
  expect(rulingSentence(null, fuse, { language: 'en', words: en }, 'telemetry')).toBe(
    'Telemetry reports the device open',
  );
  expect(rulingSentence(null, fuse, { language: 'zh', words: zh })).toBe('人工定位，未经研判');
});

describe('the sentence of the scorer', () => {
  test('calls: each number from the ruling', () => {
    expect(inBoth(ruling)).toEqual([
      '熔断器 F12，94%：6 分钟内 60 户中 4 户报修，涉及其下 5 台配变中的 3 台，旁边无人报修；否则是 重合器 R3（4%）。',
      'Fuse F12, 94 %: 4 of 60 customers on 3 of its 5 transformers called within 6 min, nobody beside it; otherwise recloser R3 (4 %).',
    ]);
  });

  test('calls alone, and wide open: a range, and why it is one', () => {
    const said = (language: 'zh' | 'en', words: typeof zh) =>
      rulingSentence({ ...ruling, probability: 0.6 }, fuse, { language, words }, null, '58–1,000');
    expect(said('zh', zh)).toContain(
      '否则是 重合器 R3（4%）。只有报修，没有电表或开关信号佐证：停电在 58–1,000 户之间。',
    );
    expect(said('en', en)).toContain(
      'otherwise recloser R3 (4 %). Calls alone, no meter or switch confirms it: 58–1,000 customers out.',
    );
  });

  test('meters speak where nobody calls', () => {
    const evidence = { lastGasps: 41, meters: 52, pingsOff: 2, pingsOn: 1 };
    expect(inBoth({ rule: 'treeScorer', evidence, probability: 0.999 })).toEqual([
      '熔断器 F12，>99%：52 只电表中 41 只上报失电，召测 2 只电表无应答，召测 1 只电表有电。',
      'Fuse F12, >99 %: 41 of 52 meters sent a last gasp, 2 meters did not answer, 1 meter answered with supply.',
    ]);
  });

  test('devices that nothing can tell apart are named together', () => {
    const same = [{ device: 'T9', name: '配变 T9', nameEn: 'transformer T9' }];
    const [zh, en] = inBoth({ ...ruling, evidence: { ...calls, transformers: 1 }, same });
    expect(zh).toContain('熔断器 F12 或 配变 T9，94%：');
    expect(en).toContain('Fuse F12 or transformer T9, 94 %: 4 of 60 customers called within 6 min');
  });

  test('a single call asks the meter first', () => {
    const one = { calls: 1, customers: 14, callingTransformers: 1, transformers: 1, minutes: 0.2, beside: 0 };
    const place = {
      ...fuse,
      deviceClass: 'PowerTransformer',
      name: '桥河路配变 05',
      nameEn: 'Qiaohe Rd transformer 05',
    };
    expect(inBoth({ rule: 'treeScorerService', evidence: one, probability: 0.07 }, place)).toEqual([
      '还看不出上级设备停电，先召测该用户的电表：1 分钟内 14 户中 1 户报修，旁边无人报修；其次查桥河路配变 05（7%）。',
      'Nothing above the service point is likely enough, ask its meter first: 1 of 14 customers called within 1 min, nobody beside it; then look at Qiaohe Rd transformer 05 (7 %).',
    ]);
  });
});

test('a lone call, counted without what lies below a device', () => {
  expect(inBoth({ rule: 'treeScorerService', evidence: { calls: 1 } })).toEqual([
    '还看不出上级设备停电，先召测该用户的电表：1 户报修；其次查熔断器 F12。',
    'Nothing above the service point is likely enough, ask its meter first: 1 call; then look at Fuse F12.',
  ]);
});

describe('a call from one service point', () => {
  const point: Place = {
    ...fuse,
    device: null,
    deviceClass: 'EnergyConsumer',
    servicePoint: 'SP-04444',
    name: '西安路 01 台区 SP-04444',
    nameEn: 'Xian Rd transformer 01 SP-04444',
  };
  const transformer = { device: 'T1', name: '西安路 01 台区', nameEn: 'Xian Rd transformer 01', probability: 0.03 };
  const evidence = { calls: 1, customers: 6, callingTransformers: 1, transformers: 0, minutes: 0, beside: 0 };
  const lone: Ruling = { rule: 'treeScorerService', evidence, probability: 0.03, runnersUp: [transformer] };

  test('names the transformer above it as what to look at next, not the service point itself', () => {
    expect(inBoth(lone, point)).toEqual([
      '还看不出上级设备停电，先召测该用户的电表：1 户报修；其次查西安路 01 台区（3%）。',
      'Nothing above the service point is likely enough, ask its meter first: 1 call; then look at Xian Rd transformer 01 (3 %).',
    ]);
  });

  test('names nothing where nothing above it is known', () => {
    const two = { rule: 'treeScorerService', evidence: { ...evidence, calls: 2, customers: 1 } };
    expect(inBoth(two, point)).toEqual([
      '还看不出上级设备停电，先召测该用户的电表：2 户报修。',
      'Nothing above the service point is likely enough, ask its meter first: 2 calls.',
    ]);
  });
});

test('a rule that this page does not know is shown with what it counted', () => {
  expect(inBoth({ rule: 'newer', evidence: { calls: 3 } })).toEqual(['规则 newer：calls 3', 'Rule newer: calls 3']);
});

test.each([
  [0.49, 'possible'],
  [0.5, 'predicted'],
  [0.79, 'predicted'],
  [0.8, 'probable'],
] as const)('%f is %s', (probability, strength) => {
  expect(strengthOf({ ...ruling, probability })).toBe(strength);
});

test('no percentage claims certainty', () => {
  expect([0.9999, 0.0001, 0.756].map((it) => percentOf(it, { words: en }))).toEqual(['>99 %', '<1 %', '76 %']);
});
