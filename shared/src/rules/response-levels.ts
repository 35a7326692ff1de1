import type { ResponseLevel } from '../operation/vocabulary.ts';
import type { RuleSet } from './rule-set.ts';

/** What makes a level worth suggesting: so many customers confirmed out, for so many minutes without a break. */
export type LevelThreshold = { readonly level: ResponseLevel; readonly customers: number; readonly minutes: number };

/**
 * When a response level of the company is suggested, highest first. The counts are 40, 20, 10 and 5 % of 50,000 customers: a company of
 * another size needs others. Nothing here sets a level; a person does.
 */
export const LEVEL_THRESHOLDS: RuleSet<readonly LevelThreshold[]> = {
  id: 'RELIGHT-response-levels-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Engineering defaults for 50,000 customers, beside published plans of regional companies',
  status: 'design',
  values: [
    { level: 'I', customers: 20_000, minutes: 15 },
    { level: 'II', customers: 10_000, minutes: 15 },
    { level: 'III', customers: 5_000, minutes: 10 },
    { level: 'IV', customers: 2_500, minutes: 10 },
  ],
};
