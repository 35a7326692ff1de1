import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import type { NetworkModel } from '../model.ts';
import { nodeOfSlot, posterior } from './best-set.ts';
import type { Feeder } from './feeder.ts';
import { deviceName, nodeOfDevice, transformerAbove } from './name-devices.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { isService } from './prediction-tree.ts';

/** A meter whose answer would tell what has failed. */
export type MeterToAsk = {
  readonly servicePoint: string;
  /** By how much its answer is expected to lessen what is not known of the failed device, given the answers of those before it, bits. */
  readonly bits: number;
  /** The likeliest device that has opened if it is without supply; null: none but its own service. */
  readonly outIf: string | null;
  /** The likeliest device that has opened if it has supply; null: none of those that are weighed. */
  readonly onIf: string | null;
  /** Whether a meter there has spoken before; else nobody knows whether there is one. */
  readonly metered: boolean;
};

export type Asking = {
  /** Whether a service point may be asked now: it has not just been asked, and has not just answered. */
  readonly mayAsk: (servicePoint: string) => boolean;
  readonly most: number;
  /**
   * Whether callers' own meters come before all others, whatever they tell of devices: where nothing above a service point is likely, the
   * first question is whether the caller has supply (engineering default, as every outage management system does).
   */
  readonly callersFirst?: boolean;
};

/**
 * The meters whose answers together tell best which device has opened: a device, or one of those above and below it that may have instead.
 * Chosen one after the other, each by the expected information of its answer given those before it (Lindley 1956; greedy choice is within
 * 1 − 1/e of the best, Krause and Guestrin 2005). Meters that the same devices feed tell the same, so they are taken from different
 * transformers, and those whose customers have said nothing come first. None where no answer would tell `LEAST_BITS`.
 */
export const metersToAsk = (
  model: NetworkModel,
  feeder: Feeder,
  device: number,
  values: PredictionValues,
  { mayAsk, most, callersFirst = false }: Asking,
): readonly MeterToAsk[] => {
  const { tree } = feeder;
  const node = nodeOfDevice(tree, device);
  const suspects = suspectsAround(feeder, node);
  const idOf = (leaf: number) => model.nodes.ids[tree.consumer[leaf] as number] as string;
  const nameOf = (suspect: Suspect | undefined): string | null =>
    suspect === undefined || isService(tree, suspect.node) ? null : deviceName(model, feeder, suspect.node);

  const chosen: MeterToAsk[] = [];
  let beliefs: readonly Belief[] = [{ weight: 1, chances: withNone(suspects.map(({ chance }) => chance)) }];
  const afterAsking = ({ isOut }: Group): readonly Belief[] => {
    const silentIf = (suspect: number) =>
      isOut[suspect] === true ? 1 - values.meters.answersThoughOut : values.meters.silentThoughOn;
    return beliefs.flatMap((belief) => answered(belief, silentIf));
  };
  const choose = (leaf: number, { isOut }: Group, after: readonly Belief[]) => {
    chosen.push({
      servicePoint: idOf(leaf),
      bits: uncertainty(beliefs) - uncertainty(after),
      outIf: nameOf(suspects.find((_, which) => isOut[which] === true)),
      onIf: nameOf(suspects.find((_, which) => isOut[which] !== true)),
      metered: (tree.meters[leaf] as number) > 0,
    });
    beliefs = after;
  };

  const isFree = (leaf: number) => mayAsk(idOf(leaf));
  const callers = callersFirst && node >= 0 ? callersBelow(feeder, node).filter(isFree).slice(0, MOST_CALLERS) : [];
  for (const leaf of callers.slice(0, most)) {
    const own = { isOut: outIn(tree, suspects, leaf), leaves: [] };
    choose(leaf, own, afterAsking(own));
  }
  const groups = groupsOf(feeder, suspects, (leaf) => !callers.includes(leaf) && isFree(leaf));
  while (chosen.length < most) {
    let best: { readonly group: Group; readonly after: readonly Belief[] } | undefined;
    let mostBits = LEAST_BITS;
    for (const group of groups) {
      if (group.leaves.length === 0) continue;
      const after = afterAsking(group);
      const bits = uncertainty(beliefs) - uncertainty(after);
      if (bits <= mostBits) continue;
      mostBits = bits;
      best = { group, after };
    }
    const leaf = best?.group.leaves.shift();
    if (best === undefined || leaf === undefined) break;
    choose(leaf, best.group, best.after);
  }
  return chosen;
};

/** What tells less is not worth a ping. Engineering default: a question of which the answer is all but known. */
const LEAST_BITS = 0.05;
/** Weighed beside the device itself, the likeliest first. */
const MOST_SUSPECTS = 6;
const WORTH_SUSPECTING = 0.01;
const MOST_CALLERS = 2;

type Suspect = { readonly node: number; readonly chance: number };

/** The device, what lies on the way up from it, and what lies below it, service points too: those that may have failed, likeliest first. */
const suspectsAround = ({ tree, state }: Feeder, node: number): readonly Suspect[] => {
  if (state === null || node < 0) return [];
  const { probability } = posterior(state);
  const found: Suspect[] = [];
  probability.forEach((chance, slot) => {
    const other = nodeOfSlot(state, slot);
    const isBelow = other >= node && other < (tree.end[node] as number);
    const isAbove = node > other && node < (tree.end[other] as number);
    if (chance >= WORTH_SUSPECTING && (isBelow || isAbove)) found.push({ node: other, chance });
  });
  return found.sort((a, b) => b.chance - a.chance || a.node - b.node).slice(0, MOST_SUSPECTS);
};

/** Service points that the same suspects feed. */
type Group = {
  /** By suspect: whether its opening leaves them without supply. */
  readonly isOut: readonly boolean[];
  /** In the order in which they are to be asked. */
  readonly leaves: number[];
};

const outIn = (tree: PredictionTree, suspects: readonly Suspect[], leaf: number): readonly boolean[] =>
  suspects.map(({ node }) => leaf >= node && leaf < (tree.end[node] as number));

const groupsOf = (
  feeder: Feeder,
  suspects: readonly Suspect[],
  isFree: (leaf: number) => boolean,
): readonly Group[] => {
  const { tree } = feeder;
  const groups = new Map<string, Group>();
  const from = Math.min(...suspects.map(({ node }) => node));
  const to = Math.max(...suspects.map(({ node }) => tree.end[node] as number));
  for (let leaf = from; leaf < to; leaf++) {
    if ((tree.consumer[leaf] as number) < 0 || !isFree(leaf)) continue;
    const isOut = outIn(tree, suspects, leaf);
    const key = isOut.map(Number).join('');
    const group = groups.get(key);
    if (group) group.leaves.push(leaf);
    else groups.set(key, { isOut, leaves: [leaf] });
  }
  return Array.from(groups.values(), ({ isOut, leaves }) => ({ isOut, leaves: inOrderOfUse(feeder, leaves) }));
};

/** Service points below a node from which somebody has called, the first to call first. */
const callersBelow = (feeder: Feeder, node: number): readonly number[] => {
  const callers = feeder.entries
    .slice(0, feeder.taken)
    .filter(({ evidence }) => evidence.kind === 'call' || evidence.kind === 'partial')
    .map(({ consumer }) => feeder.leafOf(consumer))
    .filter((leaf) => leaf >= node && leaf < (feeder.tree.end[node] as number));
  return [...new Set(callers)];
};

/** Known meters first, then the silent, then one of each transformer before a second of any. */
const inOrderOfUse = (feeder: Feeder, leaves: readonly number[]): number[] => {
  const { tree, counted } = feeder;
  const soFar = new Map<number, number>();
  return leaves
    .map((leaf) => {
      const kind = ((tree.meters[leaf] as number) > 0 ? 0 : 2) + (counted.has(leaf) ? 1 : 0);
      const transformer = transformerAbove(tree, leaf) * 4 + kind;
      const turn = soFar.get(transformer) ?? 0;
      soFar.set(transformer, turn + 1);
      return { leaf, kind, turn };
    })
    .sort((a, b) => a.kind - b.kind || a.turn - b.turn || a.leaf - b.leaf)
    .map(({ leaf }) => leaf);
};

/** What is thought after some answers, and how likely these are. `chances` are those of the suspects and, last, of none of them. */
type Belief = { readonly weight: number; readonly chances: readonly number[] };

const withNone = (chances: readonly number[]): readonly number[] => {
  const sum = chances.reduce((a, b) => a + b, 0);
  return sum >= 1 ? [...chances.map((chance) => chance / sum), 0] : [...chances, 1 - sum];
};

/** The two beliefs that the answer to one more question may lead to. */
const answered = ({ weight, chances }: Belief, silentIf: (suspect: number) => number): readonly Belief[] =>
  [true, false].map((silent) => {
    const joint = chances.map((chance, suspect) => chance * (silent ? silentIf(suspect) : 1 - silentIf(suspect)));
    const chance = joint.reduce((a, b) => a + b, 0);
    return { weight: weight * chance, chances: chance > 0 ? joint.map((one) => one / chance) : joint };
  });

/** Expected entropy, bits. */
const uncertainty = (beliefs: readonly Belief[]): number =>
  beliefs.reduce(
    (sum, { weight, chances }) =>
      sum - weight * chances.reduce((bits, chance) => bits + (chance > 0 ? chance * Math.log2(chance) : 0), 0),
    0,
  );
