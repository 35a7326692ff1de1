import type { ImportantCustomerRef } from '../network/facts.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * Priority of an incident, 1 first: life-safety hazards and customers of the special and first class, then second class and many
 * customers, then the rest; 4 is a single service.
 */
export const PRIORITY: RuleSet<{ readonly first: number; readonly second: number }> = {
  id: 'RELIGHT-priority-1',
  validFrom: '2026-01-01',
  validTo: null,
  source:
    'Restoration order of State Council Order 599 Art. 19 with utility practice; the customer thresholds are ours',
  status: 'design',
  values: { first: 2000, second: 300 },
};

export const judgePriority = (incident: {
  readonly hazard: boolean;
  readonly customers: number;
  readonly important: readonly ImportantCustomerRef[];
}): number => {
  const classes = new Set(incident.important.map((customer) => customer.class));
  if (incident.hazard || classes.has('special') || classes.has('first')) return 1;
  if (incident.customers >= PRIORITY.values.first) return 1;
  if (classes.size > 0 || incident.customers >= PRIORITY.values.second) return 2;
  return incident.customers > 1 ? 3 : 4;
};
