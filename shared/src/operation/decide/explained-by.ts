import type { ElementFacts, NetworkFacts } from '../../network/facts.ts';
import { hasSection, type Ranges, subtractRanges } from '../../network/ranges.ts';
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
export const guessAbove = (
  state: OperationState,
  network: NetworkFacts,
  { id: device, section }: Pick<ElementFacts, 'id' | 'section'>,
): Incident | undefined =>
  movableIncidents(state).find(({ id, place, extent }) => {
    // Whatever holds more than the device feeds holds both its sides; only what does is worth a trace.
    if (place.device === null || place.device === device || !hasSection(extent.ranges, section)) return false;
    const below = network.belowUnder(withoutOpening(overlayOf(state, [id]), device), device)?.ranges ?? [];
    return below.length > 0 && liesWithin(below, extent.ranges) && !liesWithin(extent.ranges, below);
  });

const liesWithin = (some: Ranges, all: Ranges): boolean => {
  const [first, last] = [some[0], some.at(-1)];
  if (first === undefined || last === undefined || first < (all[0] ?? 0) || last > (all.at(-1) ?? 0)) return false;
  return subtractRanges(some, all).length === 0;
};
