import type { RuleSet } from './rule-set.ts';

/**
 * What restoration plans assume where a network file is silent. Three-phase current of a load: I = P / (√3 · U · cos φ), the ordinary
 * formula of a balanced load; voltage and power factor are ours.
 */
export const RESTORATION: RuleSet<{
  /** Line-to-line voltage of feeders whose network file states none, kilovolts. */
  readonly kilovolts: number;
  readonly powerFactor: number;
  /** Loaded above this share of its rating, an element counts as overloaded. */
  readonly maxLoading: number;
  readonly maxPlans: number;
  /** So many switches at most open only to divide the load between ties. */
  readonly maxPartings: number;
}> = {
  id: 'RELIGHT-restoration-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Engineering defaults: 10 kV distribution feeders, power factor 0.9, loading up to the rating',
  status: 'design',
  values: { kilovolts: 10, powerFactor: 0.9, maxLoading: 1, maxPlans: 5, maxPartings: 2 },
};
