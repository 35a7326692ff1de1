import type { Point } from './geometry.ts';
import type { Importance } from './types.ts';

/** The network in the terms of its file format, still in metres. */
export type NetworkNode = {
  readonly id: string;
  readonly class: 'EnergySource' | 'ConnectivityNode' | 'EnergyConsumer';
  readonly point: Point;
  readonly customers?: number;
  readonly kw?: number;
  readonly area?: 'urban' | 'rural' | 'remote';
  readonly importance?: Importance;
  readonly name?: string;
  readonly nameEn?: string;
  readonly substation?: string;
};

export type EdgeClass =
  | 'ACLineSegment'
  | 'PowerTransformer'
  | 'Breaker'
  | 'Recloser'
  | 'Sectionaliser'
  | 'Fuse'
  | 'LoadBreakSwitch';

export type NetworkEdge = {
  readonly id: string;
  readonly class: EdgeClass;
  readonly from: string;
  readonly to: string;
  /** Bends between the two ends. */
  readonly bends?: readonly Point[];
  readonly normalOpen?: boolean;
  readonly telemetered?: boolean;
  readonly ratedKva?: number;
  readonly ratedA?: number;
  readonly kv?: number;
  readonly lengthM?: number;
  readonly feeder?: string;
  readonly name?: string;
  readonly nameEn?: string;
};

export type Network = {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
};
