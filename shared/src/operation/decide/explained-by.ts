import type { ElementFacts, NetworkFacts } from '../../network/facts.ts';
import { hasSection, type Ranges, subtractRanges } from '../../network/ranges.ts';
import { INTERRUPTION } from '../../rules/interruptions.ts';
import { movableIncidents, notAbsorbable } from '../absorption.ts';
import { isHeld } from '../hold.ts';
import type { IncidentId } from '../ids.ts';
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
): readonly Incident[] =>
  within(
    state,
    network,
    { device, at },
    openIncidents(state).filter((it) => notAbsorbable(state, it, { role: 'system' }) === null),
  );

/** Predictions that an outage explains which a person pins to a device: those that rules have placed below it or there. */
export const explainedByPin = (
  state: OperationState,
  network: NetworkFacts,
  { incident, device }: { readonly incident: IncidentId; readonly device: string },
): readonly Incident[] => {
  const others = movableIncidents(state).filter(({ id }) => id !== incident);
  return below(state, network, { device, because: [incident] }, others);
};

/**
 * Predictions that a person holds and that an opening seen by telemetry would have taken over: what is dark of them lies below the device, or they
 * suppose more to be dark than the device feeds.
 */
export const heldAgainst = (
  state: OperationState,
  network: NetworkFacts,
  element: Pick<ElementFacts, 'id' | 'section'>,
  at: string,
): readonly Incident[] => {
  const held = openIncidents(state).filter(
    (it) => isHeld(it) && notAbsorbable(state, it, { role: 'dispatcher' }) === null,
  );
  const above = moreThanFed(state, network, element, held);
  return [...within(state, network, { device: element.id, at }, held), ...(above === undefined ? [] : [above])];
};

const within = (
  state: OperationState,
  network: NetworkFacts,
  { device, at }: { readonly device: string; readonly at: string },
  some: readonly Incident[],
): readonly Incident[] => {
  const earliest = new Date(Date.parse(at) - INTERRUPTION.values.clockMinutes * 60_000).toISOString();
  const others = some.filter((it) => it.place.device !== device && it.since >= earliest);
  const holding = openIncidents(state).filter(({ place }) => place.device === device);
  return below(state, network, { device, because: holding.map(({ id }) => id) }, others);
};

/**
 * Those of which everything dark lies below a device.
 * @param because incidents that suppose it to be open
 */
const below = (
  state: OperationState,
  network: NetworkFacts,
  { device, because }: { readonly device: string; readonly because: readonly IncidentId[] },
  some: readonly Incident[],
): readonly Incident[] => {
  const free = some.filter((it) => it.extent.ranges.length > 0 || it.place.servicePoint !== undefined);
  if (free.length === 0) return [];
  const without = [...free.map(({ id }) => id), ...because];
  const fed = network.belowUnder(withoutOpening(overlayOf(state, without), device), device)?.ranges ?? [];
  return free.filter((it) => liesWithin(sectionsOut(it, network), fed));
};

/** The prediction that holds more dark than this device does, with all that the device feeds, and that rules have placed and may place anew. */
export const guessAbove = (
  state: OperationState,
  network: NetworkFacts,
  element: Pick<ElementFacts, 'id' | 'section'>,
): Incident | undefined => moreThanFed(state, network, element, movableIncidents(state));

const moreThanFed = (
  state: OperationState,
  network: NetworkFacts,
  { id: device, section }: Pick<ElementFacts, 'id' | 'section'>,
  some: readonly Incident[],
): Incident | undefined =>
  some.find(({ id, place, extent }) => {
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
