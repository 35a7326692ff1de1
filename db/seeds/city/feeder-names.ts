import type { Trees } from './feeders.ts';
import { at } from './geometry.ts';
import type { StreetGraph } from './street-graph.ts';
import type { Switchgear } from './switchgear.ts';
import type { Name } from './types.ts';

/** A feeder is called after the street that carries most of its trunk and has given its name to no other. */
export const nameFeeders = (graph: StreetGraph, trees: Trees, gear: Switchgear): readonly Name[] => {
  const claims = trees.feeders.flatMap((feeder) => {
    const metres = new Map<number, number>();
    for (const node of feeder.nodes) {
      const via = at(trees.via, node);
      if (via < 0 || !gear.used[node]) continue;
      const edge = at(graph.edges, via);
      // People name a line after a street they know: a main street before a lane.
      const weight = (gear.trunk[node] ? 1 : 0.05) * (edge.rank < 3 ? 1 : 0.15);
      metres.set(edge.street, (metres.get(edge.street) ?? 0) + edge.length * weight);
    }
    return [...metres].map(([street, length]) => ({ feeder: feeder.index, street, length }));
  });
  claims.sort((a, b) => b.length - a.length || a.feeder - b.feeder || a.street - b.street);
  const names = new Map<number, Name>();
  const taken = new Set<string>();
  for (const claim of claims) {
    const { stem, name } = at(graph.streets, claim.street);
    if (names.has(claim.feeder) || taken.has(stem.zh) || name.zh.endsWith('公路')) continue;
    names.set(claim.feeder, stem);
    taken.add(stem.zh);
  }
  return trees.feeders.map(
    (f) => names.get(f.index) ?? { zh: `${f.substation.name.zh}${f.index}`, en: `${f.substation.name.en} ${f.index}` },
  );
};
