import type { NetworkColumns } from '@relight/shared/network/model';
import type { Scenario } from './scenario.ts';

/** Something that answers the questions of a network. Every answer is compared with the others' before a figure counts. */
export type Contender = {
  /** Nodes and customers fed through a device in the normal state, every node visited. */
  readonly downstream: (device: string) => { readonly nodes: number; readonly customers: number };
  /** Reports of these service points, in whatever the contender itself calls a node. */
  readonly take: (servicePoints: readonly string[]) => Reports;
  /** How many of the reports lie below each device. */
  readonly reportsByDevice: (reports: Reports) => ByDevice;
  /** Customers with supply in the normal state, traced from all sources over closed devices in either direction. */
  readonly energise: () => number;
  /** Customers who lose supply when this switch opens, and afterwards everything is as before. */
  readonly open: (device: string) => number;
  readonly close: (device: string) => void;
  /** Customers below each device, from nothing. */
  readonly customersBelow: () => ByDevice;
  /** Bytes in typed arrays, for whoever keeps the network in them. */
  readonly arrayBytes?: () => number;
};

export type Reports = readonly string[] | Uint32Array;

/** An answer about all devices: the figure of one of them, by its id. */
export type ByDevice = (device: string) => number;

export type ContenderName = 'ours' | 'graphology' | 'ngraph';

export type MakeContender = (columns: NetworkColumns, scenario: Scenario) => Contender;
