import type { NetworkModel } from '../model.ts';
import { sectionOfNode } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import type { Ranges } from '../ranges.ts';
import { intersectRanges, NO_SECTIONS, pairs, subtractRanges, unionRanges } from '../ranges.ts';
import type { Energiser } from './energiser.ts';
import type { Standing, Supply } from './supply.ts';

/**
 * Sections in which anything comes under voltage from one overlay to another: a whole section, a side of a cut one, or one phase more,
 * whether or not there are customers; and where a generator supplies a service point alone. Whoever works there, or a fault that is not repaired, forbids it.
 */
export const energisedBetween = (model: NetworkModel, supply: Supply, before: Overlay, after: Overlay): Ranges => {
  const from = supply.at(before);
  const pointsBefore = new Set(from.energiser.at().points);
  const was = all(from).map((one) => ({ dark: one.dark(), sides: liveSides(model, one, one.dark()) }));
  const to = supply.at(after);
  const points = [...to.energiser.at().points].filter((node) => !pointsBefore.has(node));
  const atPoints = points.flatMap((node) => [sectionOfNode(model, node), sectionOfNode(model, node) + 1]);
  return all(to).reduce<Ranges>(
    (found, one, i) => {
      const { dark, sides } = was[i] as (typeof was)[number];
      const still = intersectRanges(dark, one.dark());
      const partly: number[] = [];
      for (const [section, live] of liveSides(model, one, still)) {
        const lit = sides.get(section);
        if ([...live].some((node) => !lit?.has(node))) partly.push(section, section + 1);
      }
      return unionRanges(unionRanges(found, subtractRanges(dark, one.dark())), partly);
    },
    unionRanges(atPoints, NO_SECTIONS),
  );
};

const all = ({ energiser, phases }: Standing): readonly Energiser[] => [
  energiser,
  ...phases.map((phase) => phase.energiser),
];

/** Nodes with supply in those of the sections that are parted, by section. */
const liveSides = (
  { sections }: NetworkModel,
  energiser: Energiser,
  among: Ranges,
): ReadonlyMap<number, ReadonlySet<number>> => {
  const found = new Map<number, ReadonlySet<number>>();
  if (energiser.sides.size === 0) return found;
  for (const [from, to] of pairs(among))
    for (let section = from; section < to; section++) {
      if (!energiser.sides.has(section)) continue;
      const live = new Set<number>();
      const end = sections.nodeStart[section + 1] as number;
      for (let node = sections.nodeStart[section] as number; node < end; node++)
        if (energiser.nodeIsLive(node)) live.add(node);
      found.set(section, live);
    }
  return found;
};
