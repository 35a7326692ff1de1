import type { RuleSet } from './rule-set.ts';

/** Which meters a head end is told to ask, and how long an answer may take. */
export const METER_ASKING: RuleSet<{
  /** Of one outage at a time: what is left to ask depends on the answers. */
  readonly perOutage: number;
  /** Of all outages at a time. */
  readonly most: number;
  /** A meter that was asked and says nothing for so long does not answer. */
  readonly answerMinutes: number;
  /** A meter that was asked, or has spoken, is left alone for so long. */
  readonly againMinutes: number;
}> = {
  id: 'RELIGHT-meter-asking-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Engineering default: mesh networks answer a ping within seconds to a few minutes',
  status: 'design',
  values: { perOutage: 6, most: 200, answerMinutes: 3, againMinutes: 10 },
};
