import { RESTORATION } from '../../rules/restoration-defaults.ts';
import { joinNodes } from '../join-nodes.ts';
import type { NetworkModel } from '../model.ts';
import { edgeClassName } from '../model.ts';

/** Line-to-line voltage, and whether it is only the default because the network says none. */
export type Voltage = { readonly kilovolts: number; readonly assumed: boolean };

export type NominalVoltages = {
  /** What hangs together without a transformer between has one voltage: which such part an edge is in (of a transformer: its first end). */
  readonly levelOf: (edge: number) => number;
  /** The voltage that equipment of the level states; where several differ, that of the first. */
  readonly of: (level: number) => Voltage;
};

/** Worked out once for each network, O(nodes + edges): one statement anywhere in a level holds for the whole of it, over open ties too. */
export const nominalVoltages = (model: NetworkModel): NominalVoltages => {
  const known = all.get(model);
  if (known !== undefined) return known;
  const { nodes, edges } = model;
  const { group, count } = joinNodes(nodes.ids.length, edges, (edge) => !isTransformer(model, edge));
  const stated = new Float32Array(count);
  edges.kilovolts.forEach((kilovolts, edge) => {
    const level = group[edges.from[edge] as number] as number;
    if (kilovolts > 0 && stated[level] === 0 && !isTransformer(model, edge)) stated[level] = kilovolts;
  });
  const made: NominalVoltages = {
    levelOf: (edge) => group[edges.from[edge] as number] as number,
    of: (level) => {
      const kilovolts = stated[level] as number;
      return kilovolts > 0 ? { kilovolts, assumed: false } : { kilovolts: RESTORATION.values.kilovolts, assumed: true };
    },
  };
  all.set(model, made);
  return made;
};

const all = new WeakMap<NetworkModel, NominalVoltages>();

export const isTransformer = ({ edges }: Pick<NetworkModel, 'edges'>, edge: number): boolean =>
  edgeClassName(edges.class[edge] as number) === 'PowerTransformer';
