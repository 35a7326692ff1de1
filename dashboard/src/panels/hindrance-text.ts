import type { SwitchingPlanCheck } from '@relight/shared/http/switching-plans';
import type { IncidentId } from '@relight/shared/operation/ids';
import { formatCount, formatShare } from '../words/format.ts';
import { words } from '../words/words.ts';

export type Hindrance = SwitchingPlanCheck['steps'][number]['hindrances'][number];

/** Why a step of an adopted plan does not hold any more, in words. */
export const hindranceText = (it: Hindrance, incidentName: (id: IncidentId) => string): string => {
  const text = words().network.plan.adopted.hindrance;
  switch (it.why) {
    case 'fault':
      return text.fault(incidentName(it.id as IncidentId));
    case 'notPossible':
      return text.notPossible(words().refusals[it.code]);
    case 'gainsLess':
    case 'loses':
      return text[it.why](formatCount(it.expected), formatCount(it.now));
    case 'overload':
      return text.overload(it.name, formatShare(it.amperes / it.ratedA));
    default:
      return text[it.why];
  }
};
