import type { Dark, Importance, ImportantCustomerRef } from '../facts.ts';
import { IMPORTANCE_CLASSES, NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { sectionOfNode } from '../model.ts';
import { phasesByNode } from '../phases.ts';
import type { Ranges } from '../ranges.ts';
import { NO_SECTIONS, pairs, subtractRanges, unionRanges } from '../ranges.ts';
import { LIVE, PARTLY } from './energiser.ts';
import type { Standing } from './supply.ts';

/**
 * Who is without supply. Costs the dark ranges, the parted sections, those that lack a phase, and the generators. A service point has supply
 * while it has every phase that it normally has: the loss of one or more normally energised conductors is an interruption (IEEE 1366).
 */
export const darkAt = (model: NetworkModel, { energiser, phases }: Standing): Dark => {
  const { nodes, sections } = model;
  const litNodes = new Map<number, number[]>();
  const { points } = energiser.at();
  const ranges = energiser.dark();

  const hasSupply = (node: number): boolean => {
    if (points.has(node)) return true;
    if (!energiser.nodeIsLive(node)) return false;
    return phases.every((one) => !isReached(model, node, one.bit) || one.energiser.nodeIsLive(node));
  };
  /** Whether anybody in the section is out; who is not is remembered as lit. */
  const look = (section: number): boolean => {
    const lit: number[] = [];
    let out = false;
    const end = sections.nodeStart[section + 1] as number;
    for (let node = sections.nodeStart[section] as number; node < end; node++) {
      if (nodes.class[node] !== CONSUMER) continue;
      if (hasSupply(node)) lit.push(node);
      else out = true;
    }
    litNodes.set(section, lit);
    return out;
  };

  for (const section of energiser.sides.keys())
    if (energiser.supplyOf(section) === PARTLY && section < sections.supplied) look(section);
  const short: number[] = [];
  for (const [from, to] of pairs(subtractRanges(lackingPhases(phases), ranges)))
    for (let section = from; section < to; section++) {
      if (look(section)) short.push(section, section + 1);
      else litNodes.delete(section);
    }
  for (const node of points) {
    const section = sectionOfNode(model, node);
    if (energiser.supplyOf(section) === LIVE || section >= sections.supplied || litNodes.has(section)) continue;
    look(section);
  }
  const lit = [...litNodes].sort((a, b) => a[0] - b[0]).map(([section, lit]) => litSection(model, section, lit));
  return { ranges: short.length === 0 ? ranges : unionRanges(ranges, short), lit };
};

/** Sections that lack a phase they normally have. */
export const lackingPhases = (phases: Standing['phases']): Ranges =>
  phases.reduce<Ranges>((all, { energiser }) => unionRanges(all, energiser.dark()), NO_SECTIONS);

const isReached = (model: NetworkModel, node: number, bit: number): boolean =>
  ((phasesByNode(model)[node] as number) & bit) !== 0;

const litSection = (model: NetworkModel, section: number, nodes: readonly number[]): Dark['lit'][number] => ({
  section,
  customers: nodes.reduce((sum, node) => sum + (model.nodes.customers[node] as number), 0),
  important: nodes.flatMap((node) => importantAt(model, node)),
});

const importantAt = ({ nodes }: NetworkModel, node: number): readonly ImportantCustomerRef[] => {
  const importance = IMPORTANCE_CLASSES[(nodes.importance[node] as number) - 1] as Importance | undefined;
  return importance ? [{ servicePoint: nodes.ids[node] as string, class: importance }] : [];
};

const CONSUMER = NODE_CLASSES.indexOf('EnergyConsumer');
