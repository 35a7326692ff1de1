import { RESTORATION } from '../../rules/restoration-defaults.ts';
import { compareExtents } from './extent.ts';
import type { RestorationPlan } from './restoration-plan.ts';

/**
 * Best first, without repetitions, at most RESTORATION.maxPlans. Plans that a tag or a permit forbids come after those that can be carried
 * out; then, in this order: important customers by class, customers, not overloaded, fewer operations, more of them telemetered, less loaded.
 * Where all of these would overload something, the best one that does not takes the last place.
 */
export const rankPlans = (plans: readonly RestorationPlan[]): readonly RestorationPlan[] => {
  const ranked = [...new Map(plans.map((plan) => [plan.id, plan])).values()].sort(comparePlans);
  const first = ranked.slice(0, RESTORATION.values.maxPlans);
  const within = ranked.find(isWithin);
  return within === undefined || first.some(isWithin) ? first : [...first.slice(0, -1), within];
};

/** Can be carried out as it is, and overloads nothing. */
const isWithin = ({ forbidden, ranking }: RestorationPlan): boolean => forbidden.length === 0 && !ranking.overloaded;

const comparePlans = (a: RestorationPlan, b: RestorationPlan): number =>
  Number(a.forbidden.length > 0) - Number(b.forbidden.length > 0) ||
  compareExtents(a.regained, b.regained) ||
  Number(a.ranking.overloaded) - Number(b.ranking.overloaded) ||
  a.ranking.operations - b.ranking.operations ||
  b.ranking.telemetered - a.ranking.telemetered ||
  loadOf(a) - loadOf(b) ||
  (a.id < b.id ? -1 : 1);

const loadOf = ({ loading }: RestorationPlan): number => (loading ? loading.amperes / loading.ratedA : 0);
