import { accept, refuse } from '../../decider.ts';
import type { ElementFacts, NetworkFacts } from '../../network/facts.ts';
import { subtractRanges } from '../../network/ranges.ts';
import { INTERRUPTION } from '../../rules/interruptions.ts';
import { judgePriority } from '../../rules/priority.ts';
import type { CommandOf } from '../commands.ts';
import type { Context } from '../context.ts';
import type { Deciders } from '../decide.ts';
import { isHeld } from '../hold.ts';
import type { IncidentId, StepId } from '../ids.ts';
import { earlier, later } from '../instants.ts';
import { stepNotBefore } from '../not-before.ts';
import { holdingsOf, openIncidents } from '../open-incidents.ts';
import type { Incident, OperationState } from '../state.ts';
import { explainedBy, guessAbove, heldAgainst } from './explained-by.ts';
import { type Site, siteAt } from './extents.ts';
import { type Gathering, gather } from './gather.ts';
import { isRefusal } from './guards.ts';
import { interlocks } from './interlocks.ts';
import { mergedExtent } from './merged-extent.ts';
import { networkOf } from './network-of.ts';
import { named, type Operation, recordedPosition } from './operate.ts';
import { effectsOn, recordEffects, type TracedStep } from './supply-effects.ts';
import { after, traceBetween } from './switching.ts';
import { comesUnderVoltage } from './under-voltage.ts';

type Position = CommandOf<'recordTelemetry'>['positions'][number];

export const decideTelemetry = {
  /**
   * Positions as telemetry reports them, one after the other. They are facts and are never refused; what is known already says nothing.
   * Whoever loses supply outside of every open incident is a new one, ordered or not, so that nobody is out and not counted.
   */
  recordTelemetry: (state, command, context) => {
    const network = networkOf(state, context);
    if (isRefusal(network)) return network;
    const gathering = gather(state, context);
    let number = 0;
    for (const position of command.positions) {
      const element = network.element(position.device);
      if (element === undefined || !element.operable || isKnown(gathering.state, element, position)) continue;
      number += 1;
      const step: StepId = number === 1 ? command.step : `stp_${command.step.slice(4, 56)}-${number}`;
      recordPosition(gathering, network, context, { step, element, position });
    }
    return number === 0 ? refuse('alreadyInPosition') : accept(...gathering.events);
  },
} satisfies Partial<Deciders>;

/** Known is what was recorded. That an incident only supposed a device to be open is worth knowing better. */
const isKnown = (state: OperationState, element: ElementFacts, { position, occurredAt }: Position): boolean => {
  if (recordedPosition(state, element) !== position) return false;
  if (position === 'open') return true;
  // A report from before the outage says nothing about it.
  return !openIncidents(state).some(
    ({ place, holdsOpen, outSince }) => holdsOpen && place.device === element.id && outSince <= occurredAt,
  );
};

const recordPosition = (
  gathering: Gathering,
  network: NetworkFacts,
  context: Context,
  { step, element, position }: { readonly step: StepId; readonly element: ElementFacts; readonly position: Position },
): void => {
  const before = gathering.state;
  const reported = earlier(position.occurredAt, context.at);
  const opens = position.position === 'open';
  const operation: Operation = {
    action: opens ? 'open' : 'close',
    ...named(element),
    normal: opens === element.normalOpen,
    commanded: position.commanded,
  };
  const now = after(before, [operation]);
  const against = opens ? [] : interlocks(before, [element.id], comesUnderVoltage(network, before, now));
  const record = (incident: IncidentId | null, occurredAt: string) =>
    gathering.add({
      type: 'switchingRecorded',
      step,
      incident,
      operations: [operation],
      source: 'telemetry',
      occurredAt,
      ...(against.length === 0 ? {} : { against: [...against] }),
    });

  const contradict = (held: Incident, is: 'open' | 'closed') => {
    const { element: device, name, nameEn } = named(element);
    gathering.add({
      type: 'holdContradicted',
      incident: held.id,
      fact: { is, device, name, nameEn },
      occurredAt: reported,
    });
  };

  const holding = holdingsOf(before).find((it) => it?.device === element.id);
  const held = holding ? before.incidents[holding.id] : undefined;
  if (opens && held !== undefined) {
    record(held.id, reported);
    if (held.status === 'predicted') confirmHeld(gathering, network, held, element.id, reported);
    return;
  }
  // What a person holds open, and nobody has seen open, does not come back because it is closed: a person decides.
  if (!opens && held !== undefined && isHeld(held) && recordedPosition(before, element) === 'closed') {
    contradict(held, 'closed');
    return;
  }
  const isNew = before.incidents[position.incident] === undefined;
  // Who orders an opening says nothing of what failed.
  const contradicted = opens && !position.commanded ? heldAgainst(before, network, element, reported) : [];
  const outage =
    opens && isNew ? outageAt(before, network, { element, commanded: position.commanded }, reported) : null;
  if (outage !== null) {
    record(position.incident, reported);
    openOutage(gathering, position.incident, outage, reported);
    for (const it of contradicted) contradict(it, 'open');
    return;
  }
  const traced: TracedStep = {
    ...traceBetween(network, before, now),
    step,
    incident: isNew ? null : position.incident,
    means: 'switching',
    verification: 'telemetry',
    confirmedBy: 'telemetry',
  };
  const effects = effectsOn(before, network, traced);
  if (isRefusal(effects)) throw new Error(`an opening of ${element.id} takes supply from people whom no outage counts`);
  const touched = effects.map(({ incident }) => incident);
  const at = later(stepNotBefore(touched), reported);
  record(held?.id ?? (touched.length === 1 ? (touched[0]?.id ?? null) : null), at);
  recordEffects(gathering, network, traced, effects, at);
  for (const it of contradicted) contradict(it, 'open');
};

/** Telemetry has seen the device open that a prediction supposed to be open: it is confirmed, with the predictions inside it. */
const confirmHeld = (gathering: Gathering, network: NetworkFacts, held: Incident, device: string, at: string): void => {
  const inside = explainedBy(gathering.state, network, device, at);
  // Reports from long before tell of an outage that telemetry has only now come to see; those of its own minutes it knows better.
  const knows = held.steps.length === 0 && held.nestedIn === null && at <= minutesAfter(held.since);
  gathering.add({ type: 'outageConfirmed', incident: held.id, reason: 'telemetry', ...(knows ? { since: at } : {}) });
  absorb(gathering, held.id, inside, knows ? at : held.since);
};

const minutesAfter = (instant: string): string =>
  new Date(Date.parse(instant) + INTERRUPTION.values.clockMinutes * 60_000).toISOString();

type Outage = { readonly site: Site; readonly inside: readonly Incident[]; readonly guess: Incident | undefined };

/** Who an opening puts in the dark, and the predictions that it explains; null where it is nobody. */
const outageAt = (
  state: OperationState,
  network: NetworkFacts,
  { element, commanded }: { readonly element: ElementFacts; readonly commanded: boolean },
  at: string,
): Outage | null => {
  const inside = explainedBy(state, network, element.id, at);
  // Who orders an opening where a larger outage is supposed isolates a part of it; what opens by itself had supply until then.
  const guess = commanded ? undefined : guessAbove(state, network, element);
  const ids = [...inside, ...(guess === undefined ? [] : [guess])].map(({ id }) => id);
  const site = siteAt(state, network, element.id, ids);
  return site.ok && site.extent.customers > 0 ? { site, inside, guess } : null;
};

const openOutage = (gathering: Gathering, incident: IncidentId, { site, inside, guess }: Outage, at: string): void => {
  const hazard = inside.some((it) => it.hazard);
  gathering.add({
    type: 'incidentOpened',
    incident,
    number: gathering.state.nextNumber,
    place: site.place,
    outline: null,
    extent: site.extent,
    ...site.exceptions,
    since: at,
    hazard,
    confirmedBy: 'telemetry',
    priority: judgePriority({ hazard, ...site.extent }),
    note: null,
  });
  absorb(gathering, incident, inside, at);
  if (guess !== undefined) takeOver(gathering, incident, guess, at);
};

const absorb = (gathering: Gathering, into: IncidentId, inside: readonly Incident[], since: string): void => {
  for (const it of inside) {
    const target = gathering.state.incidents[into];
    if (target === undefined) return;
    const covered = subtractRanges(it.extent.ranges, target.extent.ranges).length === 0;
    const extent = covered ? target.extent : mergedExtent(target.extent, it);
    const priority = judgePriority({ hazard: target.hazard || it.hazard, ...extent });
    gathering.add({ type: 'incidentMerged', incident: it.id, into, extent, priority, since });
  }
};

/** The fact takes the guess over: what it supposed beyond the opening has supply, and who called from there is to be placed anew. */
const takeOver = (gathering: Gathering, into: IncidentId, guess: Incident, since: string): void => {
  const target = gathering.state.incidents[into];
  if (target === undefined) return;
  const { extent, priority } = target;
  gathering.add({ type: 'incidentMerged', incident: guess.id, into, extent, priority, since });
};
