import { EDGE_CLASSES, NODE_CLASSES, SERVICE_AREAS } from './facts.ts';
import type { NetworkModel } from './model.ts';

/** Running totals by section: the total over sections [a, b) is column[b] − column[a]. */
export type SectionTotals = {
  readonly customers: Float64Array;
  /** One column for each of SERVICE_AREAS. */
  readonly customersByArea: readonly Float64Array[];
  readonly servicePoints: Float64Array;
  /** Distribution transformers: those with no other transformer below them. */
  readonly transformers: Float64Array;
  /** Service points that no distribution transformer stands before, as far as the file shows. */
  readonly bareServicePoints: Float64Array;
  /** Important customers in sections [from, to), in node order. */
  readonly importantNodes: (from: number, to: number) => readonly number[];
};

export const sectionTotals = (model: NetworkModel): SectionTotals => {
  const { nodes, sections } = model;
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const column = () => new Float64Array(sections.count + 1);
  const customers = column();
  const servicePoints = column();
  const bareServicePoints = column();
  const customersByArea = SERVICE_AREAS.map(column);
  const important: number[] = [];
  const { transformers, behindOne } = distributionTransformers(model);

  for (let section = 0; section < sections.count; section++) {
    const next = section + 1;
    const to = sections.nodeStart[next] as number;
    for (let node = sections.nodeStart[section] as number; node < to; node++) {
      if (nodes.class[node] !== consumer) continue;
      const count = nodes.customers[node] as number;
      add(customers, next, count);
      add(customersByArea[nodes.area[node] as number] as Float64Array, next, count);
      add(servicePoints, next, 1);
      if (behindOne[section] === 0) add(bareServicePoints, next, 1);
      if (nodes.importance[node] !== 0) important.push(node);
    }
  }
  for (const total of [customers, servicePoints, bareServicePoints, ...customersByArea, transformers])
    accumulate(total);

  const importantNodes = (from: number, to: number) => {
    const start = firstAtLeast(important, sections.nodeStart[from] as number);
    const end = firstAtLeast(important, sections.nodeStart[to] as number);
    return important.slice(start, end);
  };
  return { customers, customersByArea, servicePoints, transformers, bareServicePoints, importantNodes };
};

/** Which sections begin behind a distribution transformer (not yet accumulated), and which lie behind one. */
const distributionTransformers = ({ edges, sections }: NetworkModel) => {
  const transformer = EDGE_CLASSES.indexOf('PowerTransformer');
  const begins = new Uint8Array(sections.count);
  for (let section = 0; section < sections.supplied; section++) {
    const entry = sections.entry[section] as number;
    if (entry >= 0 && edges.class[entry] === transformer && sections.held[section] === 0) begins[section] = 1;
  }
  const transformers = new Float64Array(sections.count + 1);
  const behindOne = new Uint8Array(sections.count);
  // From the last section to the first, the nearest transformer further on is known; it lies below when it begins before the end.
  let nearest = sections.count;
  for (let section = sections.count - 1; section >= 0; section--) {
    if (begins[section] === 0) continue;
    const end = sections.end[section] as number;
    if (nearest >= end) {
      transformers[section + 1] = 1;
      behindOne.fill(1, section, end);
    }
    nearest = section;
  }
  return { transformers, behindOne };
};

const add = (column: Float64Array, at: number, amount: number) => {
  column[at] = (column[at] as number) + amount;
};

const accumulate = (column: Float64Array) => {
  for (let i = 1; i < column.length; i++) add(column, i, column[i - 1] as number);
};

const firstAtLeast = (ascending: readonly number[], value: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};
