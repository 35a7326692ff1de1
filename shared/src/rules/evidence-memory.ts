import type { RuleSet } from './rule-set.ts';

/** How long evidence is remembered where nothing was predicted from it. What is older says nothing of the present: it is history. */
export const EVIDENCE_MEMORY: RuleSet<{ readonly hours: number }> = {
  id: 'RELIGHT-evidence-memory-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Engineering default: longer than people wait before they call',
  status: 'design',
  values: { hours: 4 },
};

export const EVIDENCE_MEMORY_MS = EVIDENCE_MEMORY.values.hours * 3_600_000;
