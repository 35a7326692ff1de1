import { type Accepted, accept, refuse } from '../../decider.ts';
import type { Dark, NetworkFacts } from '../../network/facts.ts';
import { NO_SECTIONS } from '../../network/ranges.ts';
import type { CommandOf } from '../commands.ts';
import type { Context } from '../context.ts';
import { isInReach } from '../crew-reach.ts';
import type { Deciders } from '../decide.ts';
import type { OperationEvent } from '../events.ts';
import { evolveSwitching } from '../evolve/switching.ts';
import type { IncidentId, StepId } from '../ids.ts';
import { stepNotBefore } from '../not-before.ts';
import { openIncidents } from '../open-incidents.ts';
import { overlayOf } from '../overlay-of.ts';
import type { Refusal } from '../refusals.ts';
import type { Incident, OperationState } from '../state.ts';
import { type SupplyChange, supplyChange } from '../supply-change.ts';
import type { ConfirmReason, PositionSource, RestorationMeans, SwitchingAction } from '../vocabulary.ts';
import { gather } from './gather.ts';
import { isRefusal, occurrence, openIncidentOf } from './guards.ts';
import { interlocks, refuseInterlocked } from './interlocks.ts';
import { networkOf } from './network-of.ts';
import { isEnergising, meetsGenerator, type Operation, operationOf, refuseByRecord } from './operate.ts';
import { nextStepOf, refuseBroken } from './plan-step.ts';
import { effectsOn, recordEffects, type TracedStep } from './supply-effects.ts';
import { comesUnderVoltage } from './under-voltage.ts';

export const decideSwitching = {
  /** What was done to the network, in its order. Every operation must be allowed where it stands; customers count from the first to the last. */
  recordSwitching: (state, command, context) => {
    if (command.incident !== null) {
      const incident = openIncidentOf(state, { ...command, incident: command.incident });
      if (isRefusal(incident)) return incident;
    }
    if (stepKnown(state, command.step)) return refuse('stepExists', { step: command.step });
    const planned = command.planStep === undefined ? null : nextStepOf(state, command, command.planStep);
    if (planned !== null && isRefusal(planned)) return planned;
    const network = networkOf(state, context);
    if (isRefusal(network)) return state.network === null ? network : (againstRecord(state, command) ?? network);
    const operations: Operation[] = [];
    let current = state;
    for (const wanted of command.operations) {
      const operation = operationOf(current, network, wanted);
      if (isRefusal(operation)) return operation;
      const elsewhere = refuseOutOfReach(state, network, context, command.incident, wanted.element);
      if (elsewhere !== null) return elsewhere;
      const next = after(current, [operation]);
      const refusal = isEnergising(operation.action)
        ? (refuseInterlocked(interlocks(state, [operation.element], comesUnderVoltage(network, current, next))) ??
          (operation.action === 'connectGenerator' ? null : meetsGenerator(current, next, network)))
        : null;
      if (refusal !== null) return refusal;
      operations.push(operation);
      current = next;
    }
    const broken = planned === null ? null : refuseBroken(state, network, planned);
    if (broken !== null) return broken;
    const source = context.actor.role === 'crew' ? 'crew' : 'dispatcher';
    const traced: TracedStep = {
      ...traceBetween(network, state, current),
      step: command.step,
      incident: command.incident,
      means: meansOf(operations.map(({ action }) => action)),
      verification: command.verification ?? null,
      confirmedBy: CONFIRMED_BY[source],
    };
    return record(state, network, context, { operations, source, traced, reported: command.occurredAt });
  },
} satisfies Partial<Deciders>;

/** What the record alone tells against these operations, each after those before it: all that a replica can ask. */
const againstRecord = (state: OperationState, { operations }: CommandOf<'recordSwitching'>): Refusal | null => {
  let current = state;
  for (const { action, element } of operations) {
    const refusal =
      refuseByRecord(current, action, element) ??
      (isEnergising(action) ? refuseInterlocked(interlocks(state, [element], NO_SECTIONS)) : null);
    if (refusal !== null) return refusal;
    current = after(current, [{ action, element, name: element, nameEn: null, lon: 0, lat: 0, normal: false }]);
  }
  return null;
};

/** A crew speaks for its own outage only; the desk sees all of the network. */
const refuseOutOfReach = (
  state: OperationState,
  network: NetworkFacts,
  { actor }: Context,
  incident: IncidentId | null,
  id: string,
): Refusal | null => {
  const own = incident === null ? undefined : state.incidents[incident];
  if (actor.role !== 'crew' || own === undefined) return null;
  const reach = { id, feeder: network.device(id)?.feeder, section: network.element(id)?.section };
  return isInReach(state, own, reach) ? null : refuse('outOfReach', { element: id });
};

const record = (
  state: OperationState,
  network: NetworkFacts,
  context: Context,
  {
    operations,
    source,
    traced,
    reported,
  }: {
    readonly operations: readonly Operation[];
    readonly source: PositionSource;
    readonly traced: TracedStep;
    readonly reported: string | undefined;
  },
): Accepted<OperationEvent> | Refusal => {
  const effects = effectsOn(state, network, traced);
  if (isRefusal(effects)) return effects;
  const named = traced.incident === null ? [] : [state.incidents[traced.incident] as Incident];
  const occurred = occurrence(
    reported,
    context.at,
    stepNotBefore([...named, ...effects.map(({ incident }) => incident)]),
  );
  if (!occurred.ok) return occurred;
  const gathering = gather(state, context);
  gathering.add({
    type: 'switchingRecorded',
    step: traced.step,
    incident: traced.incident,
    operations: [...operations],
    source,
    occurredAt: occurred.at,
  });
  return recordEffects(gathering, network, traced, effects, occurred.at) ?? accept(...gathering.events);
};

/** The state after these operations, as far as switching goes. */
export const after = (state: OperationState, operations: readonly Operation[]): OperationState =>
  evolveSwitching.switchingRecorded(
    state,
    {
      type: 'switchingRecorded',
      step: 'stp_-',
      incident: null,
      operations: [...operations],
      source: 'dispatcher',
      occurredAt: '',
    },
    { seq: state.seq, at: '', actor: { id: '-', role: 'system' } },
  );

/** Who gains and loses supply from one switching state to another, and whom generators alone supply in each. */
export const traceBetween = (network: NetworkFacts, before: OperationState, now: OperationState) => ({
  change: changeBetween(network, before, now),
  generatorsBefore: byGenerators(network, before),
  generatorsAfter: byGenerators(network, now),
});

export const changeBetween = (network: NetworkFacts, before: OperationState, now: OperationState): SupplyChange =>
  supplyChange(network, darkOf(network, before), darkOf(network, now));

const byGenerators = (network: NetworkFacts, state: OperationState): SupplyChange => {
  const overlay = overlayOf(state);
  return overlay.generators.length === 0
    ? { gained: [], lost: [], parts: [] }
    : supplyChange(network, network.darkUnder({ ...overlay, generators: [] }), network.darkUnder(overlay));
};

const darkOf = (network: NetworkFacts, state: OperationState): Dark => network.darkUnder(overlayOf(state));

const stepKnown = (state: OperationState, step: StepId): boolean =>
  openIncidents(state).some(({ steps }) => steps.some(({ id }) => id === step));

const meansOf = (actions: readonly SwitchingAction[]): RestorationMeans =>
  actions.includes('connectGenerator') ? 'generator' : actions.includes('mend') ? 'repair' : 'switching';

const CONFIRMED_BY: Readonly<Record<PositionSource, ConfirmReason>> = {
  telemetry: 'telemetry',
  crew: 'crewFinding',
  dispatcher: 'dispatcherJudgement',
};
