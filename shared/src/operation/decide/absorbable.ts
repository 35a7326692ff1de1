import type { NetworkFacts } from '../../network/facts.ts';
import { type Ranges, subtractRanges } from '../../network/ranges.ts';
import { INTERRUPTION } from '../../rules/interruptions.ts';
import { deadSections } from '../customers-out.ts';
import { openIncidents } from '../open-incidents.ts';
import { overlayOf, withoutOpening } from '../overlay-of.ts';
import type { Incident, OperationState } from '../state.ts';
import { planUnderWay } from '../switching-plans.ts';

/**
 * Predictions that an opening seen by telemetry explains: everything dark of them lies below the device, nothing of them was known
 * before, and they are free to become part of another: merely predicted, not locked, with no crew sent and no plan under way.
 */
export const explainedBy = (
  state: OperationState,
  network: NetworkFacts,
  device: string,
  at: string,
): readonly Incident[] => {
  const withCrews = new Set(Object.values(state.dispatches).map(({ incident }) => incident));
  const earliest = new Date(Date.parse(at) - INTERRUPTION.values.clockMinutes * 60_000).toISOString();
  const free = openIncidents(state).filter(
    (it) =>
      it.status === 'predicted' &&
      !it.locked &&
      it.steps.length === 0 &&
      it.extent.ranges.length > 0 &&
      it.place.device !== device &&
      it.since >= earliest &&
      !withCrews.has(it.id) &&
      planUnderWay(state, it.id) === undefined,
  );
  if (free.length === 0) return [];
  const holding = openIncidents(state).filter(({ place }) => place.device === device);
  const without = [...free, ...holding].map(({ id }) => id);
  const below = network.belowUnder(withoutOpening(overlayOf(state, without), device), device)?.ranges ?? [];
  return free.filter((it) => liesWithin(deadSections(it), below));
};

const liesWithin = (some: Ranges, all: Ranges): boolean => {
  const [first, last] = [some[0], some.at(-1)];
  if (first === undefined || last === undefined || first < (all[0] ?? 0) || last > (all.at(-1) ?? 0)) return false;
  return subtractRanges(some, all).length === 0;
};
