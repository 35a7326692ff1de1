import type { Ruling } from '@relight/shared/operation/commands';
import { formatDecimal } from '../words/format.ts';
import { words } from '../words/words.ts';

/** Why an incident is placed where it is, in one sentence. */
export const rulingText = (ruling: Ruling | null): string => {
  const { rulings } = words();
  if (ruling === null) return rulings.byHand;
  const known = rulings.byRule[ruling.rule];
  if (known !== undefined) return known(ruling.evidence);
  const evidence = Object.entries(ruling.evidence)
    .map(([name, value]) => `${rulings.evidence[name] ?? name} ${formatDecimal(value)}`)
    .join(' · ');
  return rulings.other(ruling.rule, evidence);
};
