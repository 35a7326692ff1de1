import type { RollUp } from '../rules/prediction-thresholds.ts';
import { PREDICTION } from '../rules/prediction-thresholds.ts';
import type { CallEvidence, Mark } from './call-evidence.ts';
import type { DeviceFacts, PredictionFacts } from './facts.ts';

/** Why a device is taken to have opened: the rule, and the counts that it was judged on. */
export type Verdict = { readonly rule: string; readonly evidence: Readonly<Record<string, number>> };

/** What telemetry says of a device that reports its position. A device known to be closed is never predicted. */
export type Telemetry = (device: DeviceFacts) => 'open' | 'closed' | undefined;

/** The verdict for each device with calls below it; undefined where the evidence does not suffice. */
export const predictDevices = (
  facts: PredictionFacts,
  { marks }: CallEvidence,
  telemetry: Telemetry = () => undefined,
): ((deviceId: string) => Verdict | undefined) => {
  const verdicts = new Map<string, Verdict | undefined>();
  const { transformer, rollUps, sameCustomers } = PREDICTION.values;

  const verdictOf = (id: string): Verdict | undefined => {
    if (verdicts.has(id)) return verdicts.get(id);
    const mark = marks.get(id);
    const verdict = mark && telemetry(mark.device) !== 'closed' ? judge(mark) : undefined;
    verdicts.set(id, verdict);
    return verdict;
  };

  const judge = (mark: Mark): Verdict | undefined => {
    if (mark.transformers.has(mark.device.id)) return judgeTransformer(mark);
    const rule = rollUps.find(({ classes }) => classes.includes(mark.device.class));
    return rule && judgeRollUp(mark, rule);
  };

  const judgeTransformer = (mark: Mark): Verdict | undefined => {
    const { servicePoints } = facts.countsBelow(mark.device.id);
    const calls = mark.points.size;
    const enough = calls >= transformer.minCalls && mark.branches.size >= 2;
    if (!enough && servicePoints > transformer.oneCallServes) return undefined;
    return { rule: transformer.id, evidence: { calls, servicePoints } };
  };

  const judgeRollUp = (mark: Mark, rule: RollUp): Verdict | undefined => {
    const { out, all } = unitsOf(mark);
    const calls = mark.points.size;
    const branches = [...mark.branches].filter((branch) => isBranchOut(branch, rule)).length;
    const evidence = { calls, out, of: all, branches };
    // With one way only, it has the customers of what lies below. A fuse then is the nearer one to operate.
    if (rule.id === 'fuse' && all === 1 && out === 1) return { rule: sameCustomers, evidence };
    if (all <= transformer.oneCallServes && mark.transformers.size === 0 && out >= 1)
      return { rule: rule.id, evidence };
    const enough = out >= rule.minUnits && out >= rule.minShare * all && branches >= rule.minBranches;
    return enough ? { rule: rule.id, evidence } : undefined;
  };

  /** Transformers predicted and service points calling on their own, of how many; below a transformer, service points. */
  const unitsOf = (mark: Mark): { readonly out: number; readonly all: number } => {
    const { transformers, bareServicePoints, servicePoints } = facts.countsBelow(mark.device.id);
    const all = transformers + bareServicePoints;
    if (all === 0) return { out: mark.points.size, all: servicePoints };
    const predicted = [...mark.transformers].filter((id) => verdictOf(id) !== undefined).length;
    return { out: predicted + mark.bare.size, all };
  };

  const isBranchOut = (branch: string, rule: RollUp): boolean => {
    if (branch.startsWith('sp:')) return true;
    const mark = marks.get(branch);
    if (!mark) return false;
    if (!rule.branchesPredicted) return unitsOf(mark).out > 0;
    return verdictOf(branch) !== undefined || isSameAsPredicted(mark);
  };

  /** A device with one way out, whose customers are all those of a predicted device below it. */
  const isSameAsPredicted = (mark: Mark): boolean => {
    const [only, ...more] = mark.branches;
    const below = only === undefined || more.length > 0 ? undefined : marks.get(only);
    if (!below || facts.countsBelow(below.device.id).servicePoints !== facts.countsBelow(mark.device.id).servicePoints)
      return false;
    return verdictOf(below.device.id) !== undefined || isSameAsPredicted(below);
  };

  return verdictOf;
};
