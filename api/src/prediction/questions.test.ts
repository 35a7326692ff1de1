import { METER_ASKING } from '@relight/shared/rules/meter-asking';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createQuestions } from './questions.ts';

const MINUTE = 60_000;
const { answerMinutes, againMinutes } = METER_ASKING.values;
const asked = (servicePoint: string, minute: number) => ({ servicePoint, section: 1, at: minute * MINUTE });

test('a meter that was asked and says nothing in time does not answer, which is told once', () => {
  const questions = createQuestions();
  questions.ask(asked('a', 0));
  expect(questions.unanswered((answerMinutes - 1) * MINUTE)).toEqual([]);
  expect(questions.open()).toEqual([asked('a', 0)]);
  expect(questions.unanswered(answerMinutes * MINUTE)).toEqual([asked('a', 0)]);
  expect(questions.unanswered(99 * MINUTE)).toEqual([]);
});

test('whoever answers, also before the question is known here, is not silent; who was not asked never is', () => {
  const questions = createQuestions();
  questions.ask(asked('a', 0));
  questions.heard('a', 1 * MINUTE);
  questions.heard('b', 1 * MINUTE);
  questions.ask(asked('b', 0));
  questions.heard('c', 0);
  expect(questions.unanswered(99 * MINUTE)).toEqual([]);
});

test('what was said before the question is no answer to it, and asking again gives no more time', () => {
  const questions = createQuestions();
  questions.ask(asked('a', 2));
  questions.heard('a', 1 * MINUTE);
  questions.ask(asked('a', 3));
  expect(questions.unanswered((2 + answerMinutes) * MINUTE)).toEqual([asked('a', 2)]);
});

test('a meter that was asked or has spoken is left alone for a while', () => {
  const questions = createQuestions();
  questions.ask(asked('a', 100));
  questions.heard('b', 100 * MINUTE);
  for (const point of ['a', 'b']) {
    expect(questions.mayAsk(point, 101 * MINUTE)).toBe(false);
    questions.unanswered((100 + answerMinutes) * MINUTE);
    expect(questions.mayAsk(point, (100 + againMinutes) * MINUTE)).toBe(true);
  }
  expect(questions.mayAsk('c', 101 * MINUTE)).toBe(true);
});

test('in whatever order questions and answers arrive, the same meters are silent', () => {
  const event = fc.record({
    kind: fc.constantFrom('ask' as const, 'heard' as const),
    point: fc.constantFrom('a', 'b', 'c'),
    minute: fc.integer({ min: 0, max: 20 }),
  });
  const silent = (events: readonly { kind: 'ask' | 'heard'; point: string; minute: number }[]) => {
    const questions = createQuestions();
    for (const { kind, point, minute } of events) {
      if (kind === 'ask') questions.ask(asked(point, minute));
      else questions.heard(point, minute * MINUTE);
    }
    return new Set(questions.unanswered(99 * MINUTE).map(({ servicePoint }) => servicePoint));
  };
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), fc.nat(), (events, seed) => {
      // A question after an answer is open whether it is heard of before or after.
      const last = (point: string, kind: 'ask' | 'heard') =>
        Math.max(-1, ...events.filter((one) => one.point === point && one.kind === kind).map(({ minute }) => minute));
      const turned = events.map((_, i) => events[(i + seed) % events.length] as (typeof events)[number]);
      for (const order of [events, turned, [...events].reverse()]) {
        const found = silent(order);
        for (const point of ['a', 'b', 'c']) expect(found.has(point)).toBe(last(point, 'ask') > last(point, 'heard'));
      }
    }),
    { seed: 2, numRuns: 300 },
  );
});
