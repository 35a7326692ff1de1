import type { rulings as zh } from '../zh/rulings.ts';

export const rulings: typeof zh = {
  byRule: {},
  evidence: {},
  other: (rule, evidence) => (evidence === '' ? `Rule ${rule}` : `Rule ${rule}: ${evidence}`),
  byHand: 'Entered by hand, not predicted.',
};
