import { EDGE_CLASSES, type NetworkFacts, NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { pairs } from '@relight/shared/network/ranges';

/** Small enough for an ordinary afternoon, large enough to be seen. */
const CUSTOMERS = { from: 45, to: 260 } as const;

const CONSUMER = NODE_CLASSES.indexOf('EnergyConsumer');
const TRANSFORMER = EDGE_CLASSES.indexOf('PowerTransformer');
const FAILING: readonly number[] = [EDGE_CLASSES.indexOf('Fuse'), TRANSFORMER];

/** Fuses and transformers at which a small fault may happen: nobody important is behind them. */
export const faultSites = ({ sections, edges }: NetworkModel, facts: NetworkFacts): readonly string[] => {
  const sites: string[] = [];
  for (let section = 0; section < sections.supplied; section++) {
    const entry = sections.entry[section] ?? -1;
    if (entry < 0 || !FAILING.includes(edges.class[entry] as number)) continue;
    const device = edges.ids[entry] as string;
    const below = facts.below(device);
    if (below === undefined || below.important.length > 0) continue;
    if (below.customers >= CUSTOMERS.from && below.customers <= CUSTOMERS.to) sites.push(device);
  }
  return sites;
};

export const servicePointsBelow = (
  { sections, nodes }: NetworkModel,
  facts: NetworkFacts,
  device: string,
): readonly string[] => {
  const found: string[] = [];
  for (const [from, to] of pairs(facts.below(device)?.ranges ?? [])) {
    for (let node = sections.nodeStart[from] as number; node < (sections.nodeStart[to] as number); node++) {
      if (nodes.class[node] === CONSUMER) found.push(nodes.ids[node] as string);
    }
  }
  return found;
};

export const transformersBelow = (
  { sections, edges }: NetworkModel,
  facts: NetworkFacts,
  device: string,
): readonly string[] => {
  const found: string[] = [];
  for (const [from, to] of pairs(facts.below(device)?.ranges ?? [])) {
    for (let section = from; section < to; section++) {
      const entry = sections.entry[section] ?? -1;
      if (entry < 0 || edges.class[entry] !== TRANSFORMER) continue;
      const id = edges.ids[entry] as string;
      if (id !== device) found.push(id);
    }
  }
  return found;
};
