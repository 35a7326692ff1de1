import { sectionGraph } from '@relight/shared/network/energise/section-graph';
import type { NetworkModel } from '@relight/shared/network/model';
import { sectionOfEdge, sectionsBelow } from '@relight/shared/network/model';
import { networkFacts } from '@relight/shared/network/network-facts';
import { networkIds } from '@relight/shared/network/network-ids';
import { NORMAL } from '@relight/shared/network/overlay';
import { sectionTotals } from '@relight/shared/network/section-totals';
import { NORMAL_STATE, traceSupply } from '@relight/shared/network/trace';
import type { Contender } from './contender.ts';

/** The product's own network: typed arrays, sections in feeder order. */
export const ours = (model: NetworkModel): Contender => {
  const { nodes, edges, sections } = model;
  const facts = networkFacts(model);
  const ids = networkIds(model);
  const { sectionOf } = sectionGraph(model);
  const edgeOf = (id: string): number => ids.edge(id) as number;
  const parent = parentSections(model);

  const downstream: Contender['downstream'] = (device) => {
    const [from = 0, to = 0] = sectionsBelow(model, edgeOf(device));
    const end = sections.nodeStart[to] as number;
    const visited = new Uint32Array(end - (sections.nodeStart[from] as number));
    let customers = 0;
    for (let node = sections.nodeStart[from] as number, i = 0; node < end; node++, i++) {
      visited[i] = node;
      customers += nodes.customers[node] as number;
    }
    return { nodes: visited.length, customers };
  };

  const take: Contender['take'] = (servicePoints) => Uint32Array.from(servicePoints, (id) => ids.node(id) as number);

  const reportsByDevice: Contender['reportsByDevice'] = (reports) => {
    const bySection = new Uint32Array(sections.count);
    for (let i = 0; i < reports.length; i++) {
      const start = sectionOf[reports[i] as number] as number;
      for (let section = start; section >= 0; section = parent[section] as number)
        bySection[section] = (bySection[section] as number) + 1;
    }
    return (device) => bySection[sectionOfEdge(model, edgeOf(device))] as number;
  };

  const energise = (): number => {
    const supplied = traceSupply(model, NORMAL_STATE);
    let customers = 0;
    for (let section = 0; section < sections.count; section++) {
      if (supplied[section] === 0) continue;
      const end = sections.nodeStart[section + 1] as number;
      for (let node = sections.nodeStart[section] as number; node < end; node++)
        customers += nodes.customers[node] as number;
    }
    return customers;
  };

  const customersOut = (opened: readonly string[]): number => {
    const { ranges, lit } = facts.darkUnder({ ...NORMAL, opened });
    return facts.extentOf(ranges).customers - lit.reduce((sum, one) => sum + one.customers, 0);
  };

  const customersBelow: Contender['customersBelow'] = () => {
    const totals = sectionTotals(model).customers;
    const bySection = new Float64Array(sections.supplied);
    for (let section = 0; section < sections.supplied; section++)
      if (sections.held[section] === 0)
        bySection[section] = (totals[sections.end[section] as number] as number) - (totals[section] as number);
    return (device) => bySection[sectionOfEdge(model, edgeOf(device))] as number;
  };

  const arrayBytes = (): number => {
    const columns = [...Object.values(nodes), ...Object.values(edges), ...Object.values(sections)];
    return columns.reduce<number>((sum, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0), 0);
  };

  return {
    downstream,
    take,
    reportsByDevice,
    energise,
    open: (device) => customersOut([device]),
    close: () => customersOut([]),
    customersBelow,
    arrayBytes,
  };
};

/** The section from which each one is fed, −1 for those that hold a source. */
const parentSections = (model: NetworkModel): Int32Array => {
  const { edges, sections } = model;
  const { sectionOf } = sectionGraph(model);
  return sections.entry.map((device, section) => {
    if (device < 0) return -1;
    const from = sectionOf[edges.from[device] as number] as number;
    return from === section ? (sectionOf[edges.to[device] as number] as number) : from;
  });
};
