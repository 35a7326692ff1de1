import type { RuleSet } from './rule-set.ts';

/**
 * When losing supply a second time is still the same interruption: customers who have had it for no longer than this between two losses
 * count as out all the time. And by how much the clocks of relays, meters and callers may differ when one is to explain the other.
 */
export const INTERRUPTION: RuleSet<{ readonly continuousMinutes: number; readonly clockMinutes: number }> = {
  id: 'RELIGHT-interruption-1',
  validFrom: '2026-01-01',
  validTo: null,
  source:
    'Step restoration after the 5 min of a momentary interruption in IEEE 1366; clock tolerance: engineering default',
  status: 'design',
  values: { continuousMinutes: 5, clockMinutes: 5 },
};
