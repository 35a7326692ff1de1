import type { NetworkFacts } from '../../network/facts.ts';
import { type Ranges, subtractRanges } from '../../network/ranges.ts';
import { INTERRUPTION } from '../../rules/interruptions.ts';
import { movableIncidents, notAbsorbable } from '../absorption.ts';
import { openIncidents } from '../open-incidents.ts';
import { overlayOf, withoutOpening } from '../overlay-of.ts';
import { sectionsOut } from '../service-point-incidents.ts';
import type { Incident, OperationState } from '../state.ts';

/**
 * Predictions that an opening seen by telemetry explains: everything dark of them lies below the device, nothing of them was known
 * before, and rules may make them part of another.
 */
export const explainedBy = (
  state: OperationState,
  network: NetworkFacts,
  device: string,
  at: string,
): readonly Incident[] => {
  const earliest = new Date(Date.parse(at) - INTERRUPTION.values.clockMinutes * 60_000).toISOString();
  const free = openIncidents(state).filter(
    (it) =>
      (it.extent.ranges.length > 0 || it.place.servicePoint !== undefined) &&
      it.place.device !== device &&
      it.since >= earliest &&
      notAbsorbable(state, it, { role: 'system' }) === null,
  );
  if (free.length === 0) return [];
  const holding = openIncidents(state).filter(({ place }) => place.device === device);
  const without = [...free, ...holding].map(({ id }) => id);
  const below = network.belowUnder(withoutOpening(overlayOf(state, without), device), device)?.ranges ?? [];
  return free.filter((it) => liesWithin(sectionsOut(it, network), below));
};

/** The prediction that holds more dark than this device does, with all that the device feeds, and that rules have placed and may place anew. */
export const guessAbove = (state: OperationState, network: NetworkFacts, device: string): Incident | undefined =>
  movableIncidents(state).find((it) => {
    if (it.place.device === null || it.place.device === device || it.extent.ranges.length === 0) return false;
    const below = network.belowUnder(withoutOpening(overlayOf(state, [it.id]), device), device)?.ranges ?? [];
    return below.length > 0 && liesWithin(below, it.extent.ranges) && !liesWithin(it.extent.ranges, below);
  });

const liesWithin = (some: Ranges, all: Ranges): boolean => {
  const [first, last] = [some[0], some.at(-1)];
  if (first === undefined || last === undefined || first < (all[0] ?? 0) || last > (all.at(-1) ?? 0)) return false;
  return subtractRanges(some, all).length === 0;
};
