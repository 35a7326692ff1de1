import type { Counts, rulings as zh } from '../zh/rulings.ts';
import { plural } from './plural.ts';

const rollUp = (place: string, { calls, out, of, branches }: Counts) =>
  `${place}: ${plural(calls, 'call')}; ${out} of its ${plural(of, 'transformer')} or direct supplies out, on ${plural(branches, 'branch', 'branches')}`;

export const rulings: typeof zh = {
  byRule: {
    transformer: (place, { calls, servicePoints }) =>
      `${place}: calls from ${calls} of its ${plural(servicePoints, 'service point')}`,
    fuse: rollUp,
    recloser: rollUp,
    breaker: rollUp,
    sameCustomers: (place, { calls }) =>
      `${place}: ${plural(calls, 'call')}; the only transformer below is out, and this fuse is the nearer one to operate`,
    singleCallVerifyFirst: (place) => `${place}: a single call, verify first`,
  },
  other: (rule, evidence) => (evidence === '' ? `Rule ${rule}` : `Rule ${rule}: ${evidence}`),
  byHand: 'Placed by hand, not predicted',
};
