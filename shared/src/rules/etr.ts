import type { RuleSet } from './rule-set.ts';

/** How long before a restoration estimate its renewal becomes due, on every screen: nobody should read one that has passed. */
export const ETR: RuleSet<{ readonly dueSoonMinutes: number; readonly horizonDays: number }> = {
  id: 'RELIGHT-etr-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'An estimate is never shown in the past; reminder 15 min ahead, none beyond 14 days: engineering default',
  status: 'design',
  values: { dueSoonMinutes: 15, horizonDays: 14 },
};

/** An estimate further away than this is a typing error. */
export const latestEtr = (now: number): number => now + ETR.values.horizonDays * 24 * 3_600_000;
