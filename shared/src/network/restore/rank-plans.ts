import { RESTORATION } from '../../rules/restoration-defaults.ts';
import { compareExtents } from './extent.ts';
import type { RestorationPlan } from './restoration-plan.ts';

/**
 * Best first, without repetitions, at most RESTORATION.maxPlans. Plans that a tag or a permit forbids come after those that can be carried
 * out, and plans that overload something after those within ratings, however many they bring back: ratings are limits of service restoration,
 * not a price (engineering default). Then, in this order: important customers by class, customers, fewer operations, more of them
 * telemetered, less loaded.
 */
export const rankPlans = (plans: readonly RestorationPlan[]): readonly RestorationPlan[] =>
  [...new Map(plans.map((plan) => [plan.id, plan])).values()].sort(comparePlans).slice(0, RESTORATION.values.maxPlans);

const comparePlans = (a: RestorationPlan, b: RestorationPlan): number =>
  Number(a.forbidden.length > 0) - Number(b.forbidden.length > 0) ||
  Number(a.ranking.overloaded) - Number(b.ranking.overloaded) ||
  compareExtents(a.regained, b.regained) ||
  a.ranking.operations - b.ranking.operations ||
  b.ranking.telemetered - a.ranking.telemetered ||
  loadOf(a) - loadOf(b) ||
  (a.id < b.id ? -1 : 1);

const loadOf = ({ loading }: RestorationPlan): number => (loading ? loading.amperes / loading.ratedA : 0);
