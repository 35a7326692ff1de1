import type { NetworkFacts } from '@relight/shared/network/facts';
import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import type { Ruling } from '@relight/shared/operation/commands';

/** The Bayesian scorer on the tree of protective devices. */
export const SCORER = 'treeScorer';
/** The same where nothing above the service point is likely enough: its meter is to be asked first. */
export const SCORER_SERVICE = 'treeScorerService';

/** A prediction in the words of the log: everything that its sentence is made of. */
export const rulingOf = (
  { level, probability, counts, runnersUp, same, between }: DevicePrediction,
  { facts, parameters }: { facts: NetworkFacts; parameters: string },
): Ruling => {
  const named = (id: string) => {
    const device = facts.device(id);
    return {
      device: id,
      name: (device?.name ?? id).slice(0, 200),
      nameEn: device?.nameEn?.slice(0, 200) ?? null,
    };
  };
  return {
    rule: level === 'service' ? SCORER_SERVICE : SCORER,
    evidence: { ...counts },
    probability: clamp(probability),
    parameters: parameters.slice(0, 60),
    ...(runnersUp.length > 0 && {
      runnersUp: runnersUp.slice(0, 3).map((next) => ({ ...named(next.device), probability: clamp(next.probability) })),
    }),
    ...(same.length > 0 && { same: same.slice(0, 5).map(named) }),
    ...(between !== undefined && { between }),
  };
};

const clamp = (probability: number): number => Math.min(1, Math.max(0, probability));
