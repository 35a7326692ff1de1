import type { NetworkFacts } from '../../network/facts.ts';
import { NO_SECTIONS } from '../../network/ranges.ts';
import type { Loading } from '../../network/restore/restoration-plan.ts';
import { overlayOf } from '../overlay-of.ts';
import type { Refusal } from '../refusals.ts';
import type { OperationState } from '../state.ts';
import { energised, type SupplyChange } from '../supply-change.ts';
import type { PlanAction } from '../vocabulary.ts';
import { isRefusal } from './guards.ts';
import { type Interlock, interlocks } from './interlocks.ts';
import { isEnergising, meetsGenerator, type Operation, operationOf } from './operate.ts';
import type { Side } from './supply-sides.ts';
import { gainOf, lossOf } from './supply-sides.ts';
import { after, changeBetween } from './switching.ts';
import { comesUnderVoltage } from './under-voltage.ts';

/** What one step would do, all steps before it done. */
export type Foreseen =
  | { readonly possible: false; readonly refusal: Refusal }
  | {
      readonly possible: true;
      readonly operation: Operation;
      readonly telemetered: boolean;
      /** Who has supply after it and had none before it, how many of them are important, and who loses it. */
      readonly customers: number;
      readonly important: number;
      readonly customersLost: number;
      /** What forbids to operate the device or to energise what it would energise. */
      readonly interlocks: readonly Interlock[];
      /** It would make a loop, or put two sources side by side. */
      readonly closesLoop: boolean;
      /** It would put a generator on the network, or on another generator. */
      readonly feedsBack: boolean;
      readonly loading: Loading | null;
    };

export type Wanted = { readonly action: PlanAction; readonly device: string };

/**
 * What these steps would do one after the other, from the operation's present switching state on. A step that is not possible is passed
 * over. One trace of the network for each step.
 */
export const foresee = (
  state: OperationState,
  network: NetworkFacts,
  steps: readonly Wanted[],
): { readonly steps: readonly Foreseen[]; readonly end: OperationState } => {
  let current = state;
  const foreseen = steps.map((wanted): Foreseen => {
    const operation = operationOf(current, network, { action: wanted.action, element: wanted.device });
    if (isRefusal(operation)) return { possible: false, refusal: operation };
    const before = current;
    current = after(before, [operation]);
    const change = changeBetween(network, before, current);
    const closes = isEnergising(wanted.action);
    const closing = closes ? network.closing(overlayOf(before), wanted.device) : undefined;
    const gained = gainOf(network, change, energised(change));
    return {
      possible: true,
      operation,
      telemetered: network.element(wanted.device)?.telemetered === true,
      customers: customersOf(network, gained),
      important: gained.important.length,
      customersLost: customersOf(network, lostBy(network, change)),
      interlocks: interlocks(
        before,
        [wanted.device],
        closes ? comesUnderVoltage(network, before, current) : NO_SECTIONS,
      ),
      closesLoop: closing?.joins === true,
      feedsBack: closes && meetsGenerator(before, current, network) !== null,
      loading: closing?.loading ?? null,
    };
  });
  return { steps: foreseen, end: current };
};

/** How many customers one side of a change is. */
export const customersOf = (network: NetworkFacts, { ranges, some }: Side): number =>
  some.reduce((sum, { customers }) => sum + customers, ranges.length === 0 ? 0 : network.extentOf(ranges).customers);

const lostBy = (network: NetworkFacts, change: SupplyChange): Side =>
  lossOf(
    network,
    change.lost,
    change.parts.filter(({ before, after }) => after > before),
  );
