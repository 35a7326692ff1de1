import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { Incident } from '@relight/shared/operation/state';
import { PREDICTION_REVIEW } from '@relight/shared/rules/prediction-review';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReviewer, reviewable } from './review.ts';

const MINUTE = 60_000;
const { minutes, withdrawBelow, supportedFrom } = PREDICTION_REVIEW.values;
const incident = (more: Partial<Incident> = {}): Incident =>
  ({
    id: 'inc_1',
    status: 'predicted',
    place: { device: 'F1' },
    ruling: { rule: 'treeScorer', evidence: {}, probability: 0.9 },
    confirmed: null,
    steps: [],
    lostLater: [],
    fault: null,
    ...more,
  }) as unknown as Incident;
const verdicts = (probabilities: readonly DevicePrediction['probability'][], of: Incident = incident()) => {
  const reviewer = createReviewer();
  return probabilities.map((probability, minute) => reviewer.judge(of, probability, minute * MINUTE));
};

test('what is likely enough is supported, and what has fallen is stated anew only after a while', () => {
  expect(verdicts([0.9, 0.7, 0.55])).toEqual(['supported', 'supported', 'supported']);
  expect(verdicts([0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])).toEqual([...Array(6).fill('supported'), 'weaker']);
});

test('it is unsupported after it was unlikely for some minutes without a break', () => {
  expect(verdicts([0.1, 0.1, 0.1, 0.1, 0.1, 0.1]).at(-1)).toBe('unsupported');
  expect(verdicts([0.1, 0.1, 0.1, 0.1, 0.3, 0.1, 0.1, 0.1]).at(-1)).not.toBe('unsupported');
  expect(verdicts([0.1, 0.1, 0.1, 0.1])).toEqual(Array(4).fill('undecided'));
});

test('a place that it has moved to is judged from the beginning', () => {
  const reviewer = createReviewer();
  for (let minute = 0; minute < minutes; minute++) reviewer.judge(incident(), 0.1, minute * MINUTE);
  expect(reviewer.judge(incident({ place: { device: 'F2' } as never }), 0.1, minutes * MINUTE)).toBe('undecided');
});

test('on any course of the probability nothing goes to and fro: between two opposite verdicts the time has passed', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 80 }), (course) => {
      const found = verdicts(course);
      found.forEach((verdict, minute) => {
        if (verdict !== 'unsupported') return;
        for (const before of course.slice(Math.max(0, minute - minutes), minute + 1))
          expect(before).toBeLessThan(withdrawBelow);
      });
      found.forEach((verdict, minute) => {
        if (verdict === 'supported') expect(course[minute]).toBeGreaterThanOrEqual(supportedFrom);
      });
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('only what the odds have placed can be reviewed, and only until somebody has seen it or has supply back', () => {
  const state = (one: Incident) => ({ incidents: { inc_1: one } }) as never;
  const isReviewable = (more: Partial<Incident>) => reviewable(state(incident(more))).length === 1;
  expect(isReviewable({})).toBe(true);
  expect(isReviewable({ locked: true })).toBe(true);
  expect(isReviewable({ status: 'confirmed', confirmed: { at: '', reason: 'dispatcherJudgement' } })).toBe(true);
  expect(isReviewable({ status: 'confirmed', confirmed: { at: '', reason: 'crewFinding' } })).toBe(false);
  expect(isReviewable({ status: 'restored' })).toBe(false);
  expect(isReviewable({ ruling: null })).toBe(false);
  expect(isReviewable({ ruling: { rule: 'treeScorerService', evidence: {} } })).toBe(false);
  expect(isReviewable({ fault: { element: 'L1' } as never })).toBe(false);
  expect(isReviewable({ steps: [{}] as never })).toBe(false);
});
