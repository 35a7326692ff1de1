import type { Dark, Importance, ImportantCustomerRef } from '../facts.ts';
import { IMPORTANCE_CLASSES, NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { sectionOfNode } from '../model.ts';
import { type Energiser, LIVE, PARTLY } from './energiser.ts';

/** Who is without supply where the energiser stands. Costs the dark ranges, the parted sections and the generators. */
export const darkAt = (model: NetworkModel, energiser: Energiser): Dark => {
  const { sections } = model;
  const litNodes = new Map<number, Set<number>>();
  const light = (section: number, node: number): void => {
    const nodes = litNodes.get(section) ?? new Set();
    litNodes.set(section, nodes.add(node));
  };
  for (const section of energiser.sides.keys()) {
    if (energiser.supplyOf(section) !== PARTLY || section >= sections.supplied) continue;
    const end = sections.nodeStart[section + 1] as number;
    for (let node = sections.nodeStart[section] as number; node < end; node++)
      if (model.nodes.class[node] === CONSUMER && energiser.nodeIsLive(node)) light(section, node);
  }
  for (const node of energiser.at().points) {
    const section = sectionOfNode(model, node);
    if (energiser.supplyOf(section) !== LIVE && section < sections.supplied) light(section, node);
  }
  const lit = [...litNodes].sort((a, b) => a[0] - b[0]).map(([section, nodes]) => litSection(model, section, nodes));
  return { ranges: energiser.dark(), lit };
};

const litSection = (model: NetworkModel, section: number, found: ReadonlySet<number>): Dark['lit'][number] => {
  const nodes = [...found].sort((a, b) => a - b);
  return {
    section,
    customers: nodes.reduce((sum, node) => sum + (model.nodes.customers[node] as number), 0),
    important: nodes.flatMap((node) => importantAt(model, node)),
  };
};

const importantAt = ({ nodes }: NetworkModel, node: number): readonly ImportantCustomerRef[] => {
  const importance = IMPORTANCE_CLASSES[(nodes.importance[node] as number) - 1] as Importance | undefined;
  return importance ? [{ servicePoint: nodes.ids[node] as string, class: importance }] : [];
};

const CONSUMER = NODE_CLASSES.indexOf('EnergyConsumer');
