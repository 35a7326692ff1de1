import type { Plan } from './network-desk.ts';

type Ranking = Plan['ranking'];

/** Why a plan stands where it stands: the first thing compared in which it differs from the plan it is held against, and by how much. */
export type PlanReason = {
  readonly by: 'overloaded' | 'importantRegained' | 'customersRegained' | 'operations' | 'telemetered';
  /** How much worse the later of the two plans is; 1 for an overload. */
  readonly difference: number;
} | null;

const worth: Readonly<Record<NonNullable<PlanReason>['by'], (ranking: Ranking) => number>> = {
  overloaded: (it) => (it.overloaded ? 0 : 1),
  importantRegained: (it) => it.importantRegained,
  customersRegained: (it) => it.customersRegained,
  operations: (it) => -it.operations,
  telemetered: (it) => it.telemetered,
};
const ORDER = Object.keys(worth) as readonly NonNullable<PlanReason>['by'][];

/** What sets the better plan apart from the worse one; null when nothing that is compared does. */
export const reasonBetween = (better: Ranking, worse: Ranking): PlanReason => {
  for (const by of ORDER) {
    const difference = worth[by](better) - worth[by](worse);
    if (difference > 0) return { by, difference };
  }
  return null;
};
