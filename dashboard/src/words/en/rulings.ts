import type { rulings as zh } from '../zh/rulings.ts';

export const rulings: typeof zh = {
  byRule: {
    nearestDevice: () => 'The protective device nearest to those who called.',
  },
  evidence: {},
  other: (rule, evidence) => (evidence === '' ? `Rule ${rule}` : `Rule ${rule}: ${evidence}`),
  byHand: 'Entered by hand, not predicted.',
};
