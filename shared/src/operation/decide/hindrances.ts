import { RESTORATION } from '../../rules/restoration-defaults.ts';
import type { RefusalCode } from '../refusals.ts';
import type { PlannedStep } from '../state.ts';
import type { Foreseen } from './foresee.ts';

/** Why a step of a plan does not hold as it was adopted. */
export type Hindrance =
  /** A tag, a permit, or an unrepaired fault (by its incident). */
  | { readonly why: 'tag' | 'permit' | 'fault'; readonly id: string }
  /** The device cannot be operated so: it is in this position, or it is no switch of this network. */
  | { readonly why: 'notPossible'; readonly code: RefusalCode }
  | { readonly why: 'closesLoop' | 'feedsBack' }
  /** Fewer get supply, or more lose it, than when the plan was adopted. */
  | { readonly why: 'gainsLess' | 'loses'; readonly expected: number; readonly now: number }
  /** Over a rating that it was not over when the plan was adopted. */
  | { readonly why: 'overload'; readonly name: string; readonly amperes: number; readonly ratedA: number };

/** What has changed about a step since the plan was adopted, the gravest first. Empty: it holds. */
export const hindrancesOf = (step: PlannedStep, now: Foreseen): readonly Hindrance[] => {
  if (!now.possible) return [{ why: 'notPossible', code: now.refusal.code }];
  const found: Hindrance[] = now.interlocks.map(({ by, id }) => ({ why: by, id }));
  if (now.closesLoop) found.push({ why: 'closesLoop' });
  if (now.feedsBack) found.push({ why: 'feedsBack' });
  if (now.customersLost > step.customersLost)
    found.push({ why: 'loses', expected: step.customersLost, now: now.customersLost });
  if (now.loading !== null && isOver(now.loading) && !(step.loading !== null && isOver(step.loading))) {
    const { name, amperes, ratedA } = now.loading;
    found.push({ why: 'overload', name, amperes, ratedA });
  }
  if (now.customers < step.customers) found.push({ why: 'gainsLess', expected: step.customers, now: now.customers });
  return found;
};

const isOver = ({ amperes, ratedA }: { readonly amperes: number; readonly ratedA: number }): boolean =>
  amperes > ratedA * RESTORATION.values.maxLoading;
