import { expect, test } from 'vitest';
import { createRepeats } from './repeats.ts';

const MINUTE = 60_000;

test('the same answer soon after is a repeat; another answer, another meter, and the same much later are not', () => {
  const { isRepeat } = createRepeats();
  expect(isRepeat('a', 'noResponse', 0)).toBe(false);
  expect(isRepeat('a', 'noResponse', MINUTE)).toBe(true);
  expect(isRepeat('b', 'noResponse', MINUTE)).toBe(false);
  expect(isRepeat('a', 'powerOn', 2 * MINUTE)).toBe(false);
  expect(isRepeat('a', 'noResponse', 3 * MINUTE)).toBe(false);
  expect(isRepeat('a', 'noResponse', 14 * MINUTE)).toBe(false);
});

test('what comes late is no repeat, and does not make later news one', () => {
  const { isRepeat } = createRepeats();
  isRepeat('a', 'powerOn', 5 * MINUTE);
  expect(isRepeat('a', 'lastGasp', MINUTE)).toBe(false);
  expect(isRepeat('a', 'powerOn', 6 * MINUTE)).toBe(true);
});
