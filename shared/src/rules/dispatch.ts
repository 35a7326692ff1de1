import type { RuleSet } from './rule-set.ts';

export const DISPATCH: RuleSet<{ readonly answerMinutes: number; readonly minimumPersons: number }> = {
  id: 'RELIGHT-dispatch-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Crew answer within 3 min: engineering default; at least two persons for high-voltage work: GB 26859-2011',
  status: 'design',
  values: { answerMinutes: 3, minimumPersons: 2 },
};
