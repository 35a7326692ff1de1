import { NODE_CLASSES } from './facts.ts';
import type { NetworkModel } from './model.ts';

/** The substation that feeds a section in the normal state: what its source says, else the source's name, else its id. */
export const substationNames = ({ nodes, sections }: NetworkModel): ((section: number) => string) => {
  const source = NODE_CLASSES.indexOf('EnergySource');
  const starts: number[] = [];
  const names: string[] = [];
  for (let section = 0; section < sections.supplied; section = sections.end[section] as number) {
    starts.push(section);
    const from = sections.nodeStart[section] as number;
    const to = sections.nodeStart[section + 1] as number;
    let node = from;
    while (node < to && nodes.class[node] !== source) node++;
    names.push(nodes.substations.get(node) ?? nodes.names.get(node) ?? nodes.ids[node] ?? '');
  }
  return (section) => {
    if (section >= sections.supplied) return '';
    let low = 0;
    for (let high = starts.length; high - low > 1; ) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as number) <= section) low = middle;
      else high = middle;
    }
    return names[low] ?? '';
  };
};
