import type { NetworkModel } from '../model.ts';
import { PHASES } from '../model.ts';
import { ABC, hasSinglePhases, phasesByNode, phasesThrough } from '../phases.ts';
import type { Energiser } from './energiser.ts';
import { energiser } from './energiser.ts';
import type { Phase } from './phase.ts';
import { sectionGraph } from './section-graph.ts';
import type { Switched } from './switched.ts';

/** Where one phase is. */
export type PhaseSupply = { readonly bit: number; readonly energiser: Energiser };

/**
 * An energiser for each of the phases A, B and C, following the same state; none where every device and conductor carries all three,
 * because whatever has supply then has every phase.
 */
export const phaseSupplies = (model: NetworkModel, state: Switched): readonly PhaseSupply[] =>
  hasSinglePhases(model)
    ? [PHASES.A, PHASES.B, PHASES.C].map((bit) => ({ bit, energiser: energiser(model, state, phaseOf(model, bit)) }))
    : [];

const phaseOf = (model: NetworkModel, bit: number): Phase => {
  const byNode = phasesByNode(model);
  const inSection = sectionsWith(model, bit, byNode);
  const asleep = sleeping(model, bit, inSection);
  return {
    carries: (edge) => (phasesThrough(model, edge, ABC) & bit) !== 0,
    reaches: (node) => ((byNode[node] as number) & bit) !== 0,
    isIn: (section) => inSection[section] === 1,
    sleeps: (section) => asleep[section] === 1,
  };
};

const sectionsWith = ({ sections }: NetworkModel, bit: number, byNode: Uint8Array): Uint8Array => {
  const found = new Uint8Array(sections.count);
  for (let section = 0; section < sections.count; section++) {
    const end = sections.nodeStart[section + 1] as number;
    for (let node = sections.nodeStart[section] as number; node < end && found[section] === 0; node++)
      if (((byNode[node] as number) & bit) !== 0) found[section] = 1;
  }
  return found;
};

/** Of a network of single-phase laterals that is most sections, for the phases that a lateral has not: nothing has to be kept for them. */
const sleeping = (model: NetworkModel, bit: number, inSection: Uint8Array): Uint8Array => {
  const { sections } = model;
  const { hasSource } = sectionGraph(model);
  const asleep = new Uint8Array(sections.count);
  for (let section = 0; section < sections.count; section++) {
    if (inSection[section] === 1 || hasSource[section] === 1) continue;
    const devices = sections.devices.subarray(sections.deviceStart[section], sections.deviceStart[section + 1]);
    if (devices.every((device) => (phasesThrough(model, device, ABC) & bit) === 0)) asleep[section] = 1;
  }
  return asleep;
};
