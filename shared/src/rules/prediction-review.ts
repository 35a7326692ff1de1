import type { RuleSet } from './rule-set.ts';

/**
 * When a prediction that is shown is taken back because the evidence has turned against it. The limits lie apart from those that show it
 * (0.5 and 0.8), and what crosses one must stay there, so that nothing goes to and fro.
 */
export const PREDICTION_REVIEW: RuleSet<{
  /** Less likely than this, it is withdrawn: another explanation is three times as likely, which is also what moves a shown device. */
  readonly withdrawBelow: number;
  /** From here on a doubt about it is taken back. */
  readonly supportedFrom: number;
  /** Less than so much of the probability that was stated, the statement is made anew. */
  readonly restateBelow: number;
  /** For so long without a break. */
  readonly minutes: number;
  /** One that people have touched is judged apart from all others, so often at most, minutes. */
  readonly apartEveryMinutes: number;
}> = {
  id: 'RELIGHT-prediction-review-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Engineering default',
  status: 'design',
  values: { withdrawBelow: 0.25, supportedFrom: 0.5, restateBelow: 2 / 3, minutes: 5, apartEveryMinutes: 1 },
};
