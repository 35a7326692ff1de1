import type { NetworkFacts } from '../../network/facts.ts';
import { NO_SECTIONS, type Ranges } from '../../network/ranges.ts';
import { openIncidents } from '../open-incidents.ts';
import { overlayOf } from '../overlay-of.ts';
import type { OperationState } from '../state.ts';

/**
 * What comes under voltage from one switching state to another, as far as anything may forbid it: where nobody works and no fault is
 * known, nothing does.
 */
export const comesUnderVoltage = (network: NetworkFacts, before: OperationState, after: OperationState): Ranges => {
  const forbids =
    Object.keys(before.permits).length > 0 ||
    openIncidents(before).some(({ fault }) => fault !== null && fault.repairedAt === null);
  return forbids ? network.energised(overlayOf(before), overlayOf(after)) : NO_SECTIONS;
};
