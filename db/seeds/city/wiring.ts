import { startDraft } from './draft.ts';
import { type Arrivals, feederLines } from './feeder-lines.ts';
import { at } from './geometry.ts';
import type { Network } from './network.ts';
import type { Random } from './random.ts';
import { serviceLines } from './service-lines.ts';
import { tieLine } from './tie-lines.ts';
import type { ServicePoint, WiringPlan } from './wiring-plan.ts';

export type Wired = Network & { readonly servicePoints: readonly ServicePoint[] };

/** Wires the whole city: sources, feeders along their trees with everything on them, ties. */
export const wire = (plan: WiringPlan, chance: Random): Wired => {
  const draft = startDraft();
  const servicePoints: ServicePoint[] = [];
  const arrivals: Arrivals = { nodes: new Map(), stubs: new Map() };
  for (const { id, name, node } of new Set(plan.trees.feeders.map((feeder) => feeder.substation))) {
    const corner = at(plan.graph.nodes, node);
    draft.place({
      id,
      class: 'EnergySource',
      point: [corner[0] + 38, corner[1] + 34],
      name: name.zh,
      nameEn: name.en,
      substation: id,
    });
  }
  const supply = serviceLines(plan, draft, servicePoints, chance);
  plan.trees.feeders.forEach(feederLines(plan, draft, arrivals, supply));
  plan.ties.forEach((tie, i) => {
    tieLine(plan, draft, arrivals, tie, i + 1);
  });
  return { ...draft.network, servicePoints };
};
