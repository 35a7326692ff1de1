import type { Engine } from '../answer.ts';
import type { CallLaw } from '../call-law.ts';
import { EXACT, SHOWN_FROM } from '../oracle-engine.ts';
import type { Call } from '../signals.ts';
import type { World } from '../world.ts';
import { type FrontBelief, frontPosterior } from './exact-front.ts';
import type { Outlook } from './outlook.ts';

/** Shows what is likelier out than not, and expects what the whole posterior does. */
export const exactFrontEngine = (
  { world, law }: { readonly world: World; readonly law: CallLaw },
  calls: readonly Call[],
): Engine => {
  let belief: FrontBelief | undefined;
  return {
    name: EXACT,
    answersAt: (now) => {
      belief = frontPosterior({ world, law }, calls, now);
      const { out } = belief;
      return world.sites.flatMap(({ from, to, kind }, device) => {
        const probability = out[device] as number;
        return probability < SHOWN_FROM ? [] : [{ from, to, level: 'device', kind, probability }];
      });
    },
    outlook: () => belief && outlookOf(belief),
  };
};

const outlookOf = ({ customers }: FrontBelief): Outlook => ({
  expected: customers.reduce((sum, { out, probability }) => sum + out * probability, 0),
  low: quantileOf(customers, 0.1),
  high: quantileOf(customers, 0.9),
});

const quantileOf = (customers: FrontBelief['customers'], share: number): number => {
  let so = 0;
  for (const { out, probability } of customers) {
    so += probability;
    if (so >= share) return out;
  }
  return customers.at(-1)?.out ?? 0;
};
