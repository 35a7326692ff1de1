import type { Trees } from './feeders.ts';
import type { Point } from './geometry.ts';
import type { Ground } from './services.ts';
import type { Site } from './sites.ts';
import type { StreetGraph } from './street-graph.ts';
import type { Switchgear } from './switchgear.ts';
import type { Tie } from './ties.ts';
import type { Name } from './types.ts';

/** Everything that is decided before the first wire is drawn. */
export type WiringPlan = {
  readonly graph: StreetGraph;
  readonly trees: Trees;
  readonly gear: Switchgear;
  readonly ties: readonly Tie[];
  /** By feeder index: the stem of its name, 文晖 / Wenhui. */
  readonly stems: readonly Name[];
  readonly ground: Ground;
  /** Loads that are important customers with a transformer of their own. */
  readonly sites: ReadonlyMap<number, Site>;
};

/** A service point as the register needs it: which load it came from and which feeder supplies it. */
export type ServicePoint = {
  readonly id: string;
  readonly load: number;
  readonly feeder: number;
  readonly point: Point;
};

export const TRUNK_A = 400;
export const LATERAL_A = 200;
export const SERVICE_A = 160;
