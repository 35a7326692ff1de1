import type { NetworkColumns } from '@relight/shared/network/model';
import type { Scenario } from './scenario.ts';

/** Something that answers the questions of a network. Every answer is compared with the others' before a figure counts. */
export type Contender = {
  /** Nodes and customers fed through a device in the normal state, every node visited. */
  readonly downstream: (device: string) => { readonly nodes: number; readonly customers: number };
  /** How many of these reports lie below each device of the scenario. */
  readonly reportsByDevice: (servicePoints: readonly string[]) => Float64Array;
  /** Customers with supply in the normal state, traced from all sources over closed devices in either direction. */
  readonly energise: () => number;
  /** Customers who lose supply when this switch opens, and afterwards everything is as before. */
  readonly open: (device: string) => number;
  readonly close: (device: string) => void;
  /** Customers below each device of the scenario, from nothing. */
  readonly customersBelow: () => Float64Array;
  /** Bytes in typed arrays, for whoever keeps the network in them. */
  readonly arrayBytes?: () => number;
};

export type ContenderName = 'ours' | 'graphology' | 'ngraph';

export type MakeContender = (columns: NetworkColumns, scenario: Scenario) => Contender;
