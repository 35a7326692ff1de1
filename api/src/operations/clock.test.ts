import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startClock } from './clock.ts';

const NOON = Date.parse('2026-07-01T12:00:00Z');
const HOUR = 3_600_000;

/** A database whose clock can be set, and a stopwatch that is moved by hand. */
const world = async (firstAnswersLateBy: readonly number[] = []) => {
  let passed = 0;
  let wrong = 0;
  const told: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void told.push(JSON.parse(line).msg) });
  let late = firstAnswersLateBy;
  const ask = async () => {
    const answer = NOON + passed + wrong;
    const [lateness = 0, ...rest] = late;
    late = rest;
    passed += lateness;
    return answer;
  };
  const clock = await startClock({ sql: undefined as never, log, lookMs: 1e9, stopwatch: () => passed, ask });
  told.length = 0;
  return {
    clock,
    told,
    answerLate: (ms: number) => {
      late = [ms];
    },
    setBy: (ms: number) => {
      wrong += ms;
    },
    async wait(seconds: number) {
      for (let i = 0; i < seconds; i++) {
        passed += 1_000;
        await clock.look();
      }
    },
    /** What the clock says too much. */
    ahead: () => clock.now() - (NOON + passed),
  };
};

test('a clock that is an hour ahead for seconds is told loudly, and never followed', async () => {
  const { setBy, wait, ahead, told } = await world();
  setBy(HOUR);
  await wait(7);
  expect(ahead()).toBe(0);
  setBy(-HOUR);
  await wait(2);
  expect(ahead()).toBe(0);
  expect(told).toEqual([expect.stringContaining('in one step'), expect.stringContaining('is back where it was')]);
});

test('a database that answers late has not set its clock, and is not followed by half of that', async () => {
  const { answerLate, setBy, wait, ahead, told } = await world();
  for (let i = 0; i < 100; i++) {
    answerLate(20_000);
    await wait(1);
    expect(ahead()).toBe(0);
  }
  expect(told).toEqual([]);
  setBy(HOUR);
  await wait(1);
  answerLate(20_000);
  setBy(-HOUR);
  await wait(1);
  // It does not say either that the clock is back.
  expect(told).toEqual([expect.stringContaining('in one step')]);
});

test('a start in which the database answers late asks it again', async () => {
  expect((await world([9_000, 4_000, 0])).ahead()).toBe(0);
  // One that never answers sooner is taken at its best.
  expect(Math.abs((await world([20_000, 4_000, 9_000, 9_000, 9_000])).ahead())).toBe(2_000);
});

test('a clock that was set and stays so is followed, also backwards', async () => {
  const { setBy, wait, ahead, told } = await world();
  for (const by of [HOUR, -HOUR]) {
    setBy(by);
    const before = ahead();
    await wait(59);
    expect(ahead()).toBe(before);
    await wait(3);
    expect(ahead()).toBe(before + by);
  }
  expect(told.filter((line) => line.includes('is followed from now on'))).toHaveLength(2);
});

test('a clock that is brought to the right time little by little is followed without a word', async () => {
  const { setBy, wait, ahead, told } = await world();
  for (let i = 0; i < 100; i++) {
    setBy(500);
    await wait(1);
  }
  expect(ahead()).toBe(50_000);
  expect(told).toEqual([]);
});
