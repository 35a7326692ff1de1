import type { FeederTree } from './feeders.ts';
import { lengthOf, type Point } from './geometry.ts';
import { switchLabel } from './labels.ts';
import type { Network, NetworkEdge, NetworkNode } from './network.ts';
import type { SwitchClass } from './switchgear.ts';
import type { Name } from './types.ts';
import { areaAt } from './zones.ts';

/** A network while it is being wired. */
export type Draft = {
  readonly network: Network;
  readonly place: (node: NetworkNode) => string;
  readonly connect: (edge: NetworkEdge) => void;
  readonly where: (id: string) => Point;
};

export const startDraft = (): Draft => {
  const nodes: NetworkNode[] = [];
  const edges: NetworkEdge[] = [];
  const points = new Map<string, Point>();
  return {
    network: { nodes, edges },
    place: (node) => {
      nodes.push(node);
      points.set(node.id, node.point);
      return node.id;
    },
    connect: (edge) => {
      edges.push(edge);
    },
    where: (id) => {
      const point = points.get(id);
      if (!point) throw new Error(`no node ${id}`);
      return point;
    },
  };
};

/** Parts of one feeder, numbered as they are built. */
export type FeederDraft = {
  readonly joint: (point: Point) => string;
  readonly conductor: (from: string, to: string, bends: readonly Point[], ratedA: number) => void;
  /** Puts a switch after a node and returns the node behind it. */
  readonly device: (kind: SwitchClass, from: string, point: Point) => string;
  readonly transformer: (from: string, to: string, ratedKva: number, label: Name) => void;
};

const PREFIX: Readonly<Record<SwitchClass, string>> = {
  LoadBreakSwitch: 'LBS',
  Recloser: 'RC',
  Sectionaliser: 'SE',
  Fuse: 'FU',
};

export const pad = (n: number, width: number): string => String(n).padStart(width, '0');

export const draftFeeder = ({ place, connect, where }: Draft, feeder: FeederTree, stem: Name): FeederDraft => {
  let joints = 0;
  let lines = 0;
  let devices = 0;
  let transformers = 0;
  const joint = (point: Point): string =>
    place({ id: `N-${feeder.code}-${pad(++joints, 4)}`, class: 'ConnectivityNode', point });
  return {
    joint,
    conductor: (from, to, bends, ratedA) => {
      const metres = lengthOf([where(from), ...bends, where(to)]);
      connect({
        id: `L-${feeder.code}-${pad(++lines, 4)}`,
        class: 'ACLineSegment',
        from,
        to,
        feeder: feeder.id,
        ratedA,
        lengthM: Math.max(0.5, Math.round(metres * 10) / 10),
        ...(bends.length > 0 ? { bends } : {}),
      });
    },
    device: (kind, from, point) => {
      const number = ++devices;
      const label = switchLabel(kind, stem, number, areaAt(point) === 'urban');
      const to = joint(point);
      const telemetered = kind === 'Recloser' || (kind === 'LoadBreakSwitch' && number % 2 === 0);
      connect({
        id: `${PREFIX[kind]}-${feeder.code}-${pad(number, 2)}`,
        class: kind,
        from,
        to,
        feeder: feeder.id,
        ratedA: kind === 'Fuse' ? 100 : 630,
        ...(telemetered ? { telemetered } : {}),
        name: label.zh,
        nameEn: label.en,
      });
      return to;
    },
    transformer: (from, to, ratedKva, label) => {
      connect({
        id: `T-${feeder.code}-${pad(++transformers, 3)}`,
        class: 'PowerTransformer',
        from,
        to,
        feeder: feeder.id,
        ratedKva,
        name: label.zh,
        nameEn: label.en,
      });
    },
  };
};
