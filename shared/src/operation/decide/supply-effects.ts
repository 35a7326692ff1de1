import { refuse } from '../../decider.ts';
import type { NetworkFacts } from '../../network/facts.ts';
import { hasSection, type Ranges, subtractRanges, unionRanges } from '../../network/ranges.ts';
import { INTERRUPTION } from '../../rules/interruptions.ts';
import { judgePriority } from '../../rules/priority.ts';
import { customersOut, deadSections, deadWithin, importantOut } from '../customers-out.ts';
import type { OperationEvent } from '../events.ts';
import type { IncidentId, StepId } from '../ids.ts';
import { type CountCustomers, minutesUntil } from '../interruptions/book.ts';
import { lose } from '../interruptions/lose.ts';
import { regainPart } from '../interruptions/regain.ts';
import { incidentsMeeting, openIncidents } from '../open-incidents.ts';
import type { Refusal } from '../refusals.ts';
import { pointsOutWithin } from '../service-point-incidents.ts';
import type { Incident, OperationState } from '../state.ts';
import type { PartChange, SupplyChange } from '../supply-change.ts';
import type { ConfirmReason, RestorationMeans, Verification } from '../vocabulary.ts';
import { exceptions, groupsOf } from './exceptions.ts';
import type { Gathering } from './gather.ts';
import { minutesBetween } from './guards.ts';
import { gainOf, isSome, lossOf, onGenerator, type Side } from './supply-sides.ts';

/** A traced step: who gains and who loses supply, and who has it from a generator only, before and after. */
export type TracedStep = {
  readonly step: StepId;
  /** The incident that those who lose supply belong to. */
  readonly incident: IncidentId | null;
  readonly change: SupplyChange;
  readonly generatorsBefore: SupplyChange;
  readonly generatorsAfter: SupplyChange;
  readonly means: RestorationMeans;
  readonly verification: Verification | null;
  readonly confirmedBy: ConfirmReason;
};

export type Effect = {
  readonly incident: Incident;
  readonly lost: Side;
  readonly gained: Side;
  readonly temporary: number;
};

/** Which open incidents a step touches, and how. Those who lose supply outside of any incident need one that is named. */
export const effectsOn = (
  state: OperationState,
  network: NetworkFacts,
  traced: TracedStep,
): readonly Effect[] | Refusal => {
  const { change } = traced;
  const reach = allSections(change);
  const { lost, parts: partsLost } = lostAnew(state, network, change);
  const ownerOf = (section: number) =>
    incidentsMeeting(state, [section, section + 1]).find((it) => hasSection(deadSections(it), section))?.id ??
    traced.incident;
  const owners = new Map(partsLost.map((part) => [part, ownerOf(part.section)]));
  const named = traced.incident === null ? undefined : state.incidents[traced.incident];
  if (named === undefined) {
    const homeless = partsLost.filter((part) => owners.get(part) === null);
    const customers = homeless.reduce(
      (sum, { before, after }) => sum + after - before,
      network.extentOf(lost).customers,
    );
    if (customers > 0) return refuse('outageNeedsIncident', { customers });
  }
  const generators =
    Object.keys(state.switching.generators).length > 0 || allSections(traced.generatorsAfter).length > 0;

  const effects: Effect[] = [];
  const met = new Set(incidentsMeeting(state, reach));
  for (const incident of openIncidents(state)) {
    const isNamed = incident === named;
    if (!isNamed && !met.has(incident) && !generators) continue;
    const dead = deadSections(incident);
    const effect: Effect = {
      incident,
      gained: gainOf(network, change, dead),
      lost: lossOf(
        network,
        isNamed ? lost : [],
        partsLost.filter((part) => owners.get(part) === incident.id),
      ),
      temporary: generators
        ? onGenerator(network, traced.generatorsAfter, incident.extent.ranges) -
          onGenerator(network, traced.generatorsBefore, incident.extent.ranges)
        : 0,
    };
    if (isSome(effect.gained) || isSome(effect.lost) || effect.temporary !== 0) effects.push(effect);
  }
  return effects;
};

/** Who loses supply by a change: nobody whom an open incident has without supply already, be it a service point by itself. */
const lostAnew = (
  state: OperationState,
  network: NetworkFacts,
  change: SupplyChange,
): Pick<SupplyChange, 'lost' | 'parts'> => {
  const lost = subtractRanges(change.lost, deadWithin(state, change.lost));
  const parts = change.parts.filter(({ before, after }) => after > before);
  const points = pointsOutWithin(state, network, lost);
  if (points.length === 0) return { lost, parts };
  const apart = new Map<number, string[]>();
  const customers = new Map<number, number>();
  for (const { section, servicePoint, customers: number } of points) {
    apart.set(section, [...(apart.get(section) ?? []), servicePoint]);
    customers.set(section, (customers.get(section) ?? 0) + number);
  }
  const split = Array.from(customers, ([section, before]): PartChange => {
    const whole = network.extentOf([section, section + 1]);
    const litBefore = whole.important.filter(({ servicePoint }) => !apart.get(section)?.includes(servicePoint));
    return { section, before: Math.min(before, whole.customers), after: whole.customers, litBefore, litAfter: [] };
  });
  return {
    lost: split.reduce<Ranges>((rest, { section }) => subtractRanges(rest, [section, section + 1]), lost),
    parts: [...parts, ...split.filter(({ before, after }) => after > before)],
  };
};

/** The facts for every incident that a step touches. */
export const recordEffects = (
  gathering: Gathering,
  network: NetworkFacts,
  traced: TracedStep,
  effects: readonly Effect[],
  at: string,
): Refusal | null => {
  for (const effect of effects) {
    const refusal = recordEffect(gathering, network, traced, effect, at);
    if (refusal !== null) return refusal;
  }
  return null;
};

const recordEffect = (
  gathering: Gathering,
  network: NetworkFacts,
  traced: TracedStep,
  { incident: { id, status, temporary: before }, lost, gained, temporary: more }: Effect,
  at: string,
): Refusal | null => {
  const count: CountCustomers = (ranges) => network.extentOf(ranges).customers;
  const now = () => gathering.state.incidents[id] as Incident;
  if (status === 'predicted') gathering.add({ type: 'outageConfirmed', incident: id, reason: traced.confirmedBy });

  if (isSome(lost)) gathering.add(lossEvent(now(), traced, lost, before + more, count, at));
  if (!isSome(gained) && (more === 0 || isSome(lost))) return null;

  const incident = now();
  const regained = regainPart(incident, gained, count);
  const customersLeft = customersOut(incident) - regained.customers;
  if (customersLeft === 0 && traced.verification === null) return refuse('verificationMissing', { incident: id });
  const temporary = clamp(before + more, incident.restored.customers + regained.customers);
  if (regained.customers === 0 && temporary === incident.temporary && gained.ranges.length === 0) return null;
  const back = new Set(gained.important.map(({ servicePoint }) => servicePoint));
  gathering.add({
    type: 'supplyRestored',
    incident: id,
    step: traced.step,
    means: traced.means,
    ranges: customersLeft === 0 ? deadSections(incident) : gained.ranges,
    customers: regained.customers,
    customersLeft,
    important:
      customersLeft === 0
        ? importantOut(incident)
        : importantOut(incident).filter(({ servicePoint }) => back.has(servicePoint)),
    customerMinutes: minutesUntil(regained.groups, at),
    verification: traced.verification,
    occurredAt: at,
    traced: true,
    ...groupsOf(regained.groups, incident.outSince),
    ...(temporary === 0 ? {} : { temporary }),
    ...exceptions(regained),
  });
  return null;
};

const lossEvent = (
  incident: Incident,
  traced: TracedStep,
  lost: Side,
  onGenerators: number,
  count: CountCustomers,
  at: string,
): OperationEvent => {
  const continues = (restoredAt: string) => minutesBetween(restoredAt, at) <= INTERRUPTION.values.continuousMinutes;
  const loss = lose(incident, lost, at, count, continues);
  const known = new Set(incident.extent.important.map(({ servicePoint }) => servicePoint));
  const priority = judgePriority({
    hazard: incident.hazard,
    customers: incident.extent.customers + loss.customers - loss.again,
    important: [...incident.extent.important, ...lost.important.filter((it) => !known.has(it.servicePoint))],
  });
  const temporary = clamp(onGenerators, incident.restored.customers - loss.again);
  return {
    type: 'supplyLost',
    incident: incident.id,
    step: traced.step,
    ranges: loss.ranges,
    customers: loss.customers,
    again: loss.again,
    important: lost.important,
    since: loss.since,
    customerMinutesReturned: loss.customerMinutesReturned,
    priority,
    occurredAt: at,
    ...(temporary === 0 ? {} : { temporary }),
    ...exceptions(loss),
  };
};

const allSections = ({ gained, lost, parts }: SupplyChange): Ranges =>
  parts.reduce<Ranges>((all, { section }) => unionRanges(all, [section, section + 1]), unionRanges(gained, lost));

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));
