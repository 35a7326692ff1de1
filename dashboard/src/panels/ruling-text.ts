import type { Ruling } from '@relight/shared/operation/commands';
import { formatDecimal } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { Counts, RuleId } from '../words/zh/rulings.ts';

/** Why an incident is placed where it is, in one sentence. */
export const rulingText = (ruling: Ruling | null, place: string): string => {
  const { rulings } = words();
  if (ruling === null) return rulings.byHand;
  if (isKnown(ruling.rule)) return rulings.byRule[ruling.rule](place, { ...NOTHING, ...ruling.evidence });
  const evidence = Object.entries(ruling.evidence).map(([name, value]) => `${name} ${formatDecimal(value)}`);
  return rulings.other(ruling.rule, evidence.join(' · '));
};

/** A log may hold rulings of rules that are gone, or newer than this page. */
const isKnown = (rule: string): rule is RuleId => Object.hasOwn(words().rulings.byRule, rule);

const NOTHING: Counts = { calls: 0, servicePoints: 0, out: 0, of: 0, branches: 0 };
