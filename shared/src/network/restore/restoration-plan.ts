import type { Extent } from '../facts.ts';

/** One numbered step of a proposal, for a person to judge and to order: nothing here is ever sent to a switch. */
export type PlanStep = {
  readonly number: number;
  readonly action: 'open' | 'close';
  readonly device: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly lon: number;
  readonly lat: number;
  /** What the step is for. */
  readonly purpose: 'isolate' | 'sectionalise' | 'backFeed' | 'reenergise';
  /** Who has supply after this step and had none before it. */
  readonly regained: Extent;
};

/** Load against rating of the weakest element that a back-feed runs over. */
export type Loading = {
  readonly element: string;
  readonly name: string;
  readonly amperes: number;
  readonly ratedA: number;
  /** Line-to-line voltage that the amperes are at, and whether it is only the default because the network states none. */
  readonly kilovolts: number;
  readonly assumed: boolean;
};

/**
 * How to bring people back around a fault: the switches that part it from the rest, then those that feed the healthy rest, in the order
 * in which to operate them. Every state on the way is radial.
 */
export type RestorationPlan = {
  /** Stable for the same network, overlay and fault. */
  readonly id: string;
  readonly steps: readonly PlanStep[];
  readonly regained: Extent;
  /** Customers of the incident who stay out until the repair. */
  readonly customersLeft: number;
  /** Null where the network file gives no ratings or loads on the way. */
  readonly loading: Loading | null;
  /** What one tie alone would have loaded, where the load is divided between several for that reason; else null. */
  readonly undivided: Loading | null;
  /** Tags and permits that forbid a step: the plan cannot be carried out as it is. */
  readonly forbidden: readonly { readonly step: number; readonly by: 'tag' | 'permit'; readonly id: string }[];
  /** Why it stands where it stands in the list, in the order in which it was compared. */
  readonly ranking: {
    readonly importantRegained: number;
    readonly customersRegained: number;
    readonly overloaded: boolean;
    readonly operations: number;
    readonly telemetered: number;
  };
};
