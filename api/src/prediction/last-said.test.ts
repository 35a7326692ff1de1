import { expect, test } from 'vitest';
import { createLastSaid } from './last-said.ts';

test('everybody has answered when each who said to be out has said the contrary later', () => {
  const said = createLastSaid();
  said.hear(3, 'a', 'off', 100);
  said.hear(4, 'b', 'off', 110);
  said.hear(3, 'a', 'on', 200);
  expect(said.allAnswered([0, 10], 50)).toBe(false);
  said.hear(4, 'b', 'on', 105);
  expect(said.allAnswered([0, 10], 50), 'an answer from before the trouble').toBe(false);
  said.hear(4, 'b', 'on', 210);
  expect(said.allAnswered([0, 10], 50)).toBe(true);
  said.hear(5, 'c', 'off', 20);
  expect(said.allAnswered([0, 10], 50), 'who was out before is another matter').toBe(true);
  said.hear(3, 'a', 'off', 300);
  expect(said.allAnswered([0, 10], 50)).toBe(false);
  expect(said.allAnswered([4, 10], 50)).toBe(true);
  expect(said.allAnswered([8, 10], 50), 'nobody there said anything').toBe(false);
});

test('answers are told apart from silence, until they are forgotten', () => {
  const said = createLastSaid();
  said.hear(3, 'a', 'off', 100);
  expect(said.hasAnswer([0, 10])).toBe(false);
  said.hear(3, 'a', 'on', 200);
  expect(said.hasAnswer([0, 10])).toBe(true);
  expect(said.hasAnswer([4, 10])).toBe(false);
  said.forgetAnswers();
  expect(said.hasAnswer([0, 10])).toBe(false);
  said.forget(250);
  expect(said.allAnswered([0, 10], 50)).toBe(false);
});
