import type { Extent, Importance, ImportantCustomerRef, ServiceArea } from '../facts.ts';
import { IMPORTANCE_CLASSES, NODE_CLASSES, SERVICE_AREAS } from '../facts.ts';
import type { Grid } from './grid.ts';

export const NOBODY: Extent = { ranges: [], customers: 0, important: [], area: 'urban' };

/**
 * Who is at these pieces, of those who have supply in the normal state. A section is among the ranges when all its parts are among the
 * pieces; customers are counted part by part.
 */
export const extentOf = (grid: Grid, pieces: Iterable<number>): Extent => {
  const { nodes, sections } = grid.model;
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const whole: number[] = [];
  const partsFound = new Map<number, number>();
  const byArea = SERVICE_AREAS.map(() => 0);
  const important: number[] = [];
  let customers = 0;
  for (const piece of pieces) {
    const section = grid.sectionOf(piece);
    if (section >= sections.supplied) continue;
    const found = (partsFound.get(section) ?? 0) + 1;
    partsFound.set(section, found);
    if (found === grid.piecesOf(section).length) whole.push(section);
    for (const node of grid.nodesOf(piece)) {
      if (nodes.class[node] !== consumer) continue;
      const count = nodes.customers[node] as number;
      customers += count;
      byArea[nodes.area[node] as number] = (byArea[nodes.area[node] as number] as number) + count;
      if (nodes.importance[node] !== 0) important.push(node);
    }
  }
  return {
    ranges: toRanges(whole.sort(ascending)),
    customers,
    important: important.sort(ascending).map(
      (node): ImportantCustomerRef => ({
        servicePoint: nodes.ids[node] as string,
        class: IMPORTANCE_CLASSES[(nodes.importance[node] as number) - 1] as Importance,
      }),
    ),
    area: SERVICE_AREAS[byArea.indexOf(Math.max(...byArea))] as ServiceArea,
  };
};

/**
 * Who comes first: more customers of the highest class (GB/T 29328: 特级, 一级, 二级, 临时性), then of the next one, then more
 * customers at all. Negative where `a` does.
 */
export const compareExtents = (
  a: Pick<Extent, 'important' | 'customers'>,
  b: Pick<Extent, 'important' | 'customers'>,
): number => {
  for (const importance of IMPORTANCE_CLASSES) {
    const difference = countOf(b, importance) - countOf(a, importance);
    if (difference !== 0) return difference;
  }
  return b.customers - a.customers;
};

const countOf = ({ important }: Pick<Extent, 'important'>, importance: Importance): number =>
  important.filter((customer) => customer.class === importance).length;

const toRanges = (sections: readonly number[]): number[] => {
  const ranges: number[] = [];
  for (const section of sections) {
    if (ranges.at(-1) === section) ranges[ranges.length - 1] = section + 1;
    else ranges.push(section, section + 1);
  }
  return ranges;
};

const ascending = (a: number, b: number) => a - b;
