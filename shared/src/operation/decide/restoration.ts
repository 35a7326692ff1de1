import { accept, refuse } from '../../decider.ts';
import type { ImportantCustomerRef, NetworkFacts } from '../../network/facts.ts';
import { intersectRanges, NO_SECTIONS, type Ranges, unionRanges } from '../../network/ranges.ts';
import { latestEtr } from '../../rules/etr.ts';
import type { RestorationScope } from '../commands.ts';
import { customersOut, deadSections, importantOut } from '../customers-out.ts';
import type { Deciders } from '../decide.ts';
import type { Actor } from '../events.ts';
import { type CountCustomers, minutesUntil } from '../interruptions/book.ts';
import { lose } from '../interruptions/lose.ts';
import { type Regained, regainAll, regainNumber, regainPart } from '../interruptions/regain.ts';
import { stepNotBefore } from '../not-before.ts';
import type { Refusal } from '../refusals.ts';
import type { Etr, Incident, OperationState } from '../state.ts';
import type { EtrReason, EtrSource } from '../vocabulary.ts';
import { exceptions, groupsOf } from './exceptions.ts';
import { isRefusal, minutesBetween, occurrence, openIncidentOf } from './guards.ts';
import { interlocks, refuseInterlocked } from './interlocks.ts';

const sourceOf = ({ role }: Actor, reason: EtrReason): EtrSource => {
  if (role === 'system') return reason === 'commitment' ? 'default' : 'model';
  return role === 'crew' ? 'crew' : 'dispatcher';
};

export const decideRestoration = {
  setEtr: (state, command, { at, actor }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.status === 'restored') return refuse('nothingToRestore', { incident: incident.id });
    if (command.etr <= at) return refuse('etrInPast', { etr: command.etr, now: at });
    if (Date.parse(command.etr) > latestEtr(Date.parse(at))) return refuse('etrTooFar', { etr: command.etr });
    const source = sourceOf(actor, command.reason);
    // Somebody else who says the same stands for it from now on.
    const { etr } = incident;
    if (command.etr === etr?.at && command.confidence === etr.confidence && source === etr.source)
      return refuse('etrUnchanged');
    const ofModel = actor.role === 'system';
    if (ofModel && isOfPerson(incident.etr) && incident.etr.at > at) {
      return refuse('etrOfPerson', { incident: incident.id, etr: incident.etr.at });
    }
    return accept({
      type: 'etrSet',
      incident: incident.id,
      etr: command.etr,
      previous: incident.etr?.at ?? null,
      source,
      confidence: command.confidence,
      reason: command.reason,
      ...(ofModel && command.basis !== undefined ? { basis: command.basis } : {}),
    });
  },

  /**
   * One restoration step. Customer-minutes are counted for the customers of this step alone, from when they lost supply to when they
   * got it back (IEEE 1366, partial restoration), never for all of them to the last one.
   */
  restoreSupply: (state, command, { at, network }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.status === 'restored') return refuse('nothingToRestore', { incident: incident.id });
    if (incident.status === 'predicted') return refuse('incidentNotConfirmed', { incident: incident.id });
    if (incident.steps.some((step) => step.id === command.step)) return refuse('stepExists', { step: command.step });
    const occurred = occurrence(command.occurredAt, at, stepNotBefore([incident]));
    if (!occurred.ok) return occurred;
    const whole = {
      ranges: deadSections(incident),
      customers: customersOut(incident),
      important: importantOut(incident),
    };
    // Supply from the network for those whom a generator feeds changes nothing for them, and ends the incident.
    const fromNetwork = command.means !== 'generator' && whole.customers === 0 && incident.temporary > 0;
    const share = fromNetwork ? whole : shareOf(state, incident, whole, command.scope, network);
    if (isRefusal(share)) return share;
    const locked = refuseInterlocked(interlocks(state, devicesOf(incident, command.scope), share.ranges));
    if (locked !== null) return locked;
    const count = (ranges: Ranges) => network?.extentOf(ranges).customers ?? 0;
    const regained = regain(incident, share, command.scope, count);
    const customersLeft = whole.customers - regained.customers;
    if (customersLeft === 0 && command.verification === undefined) return refuse('verificationMissing');
    const temporary =
      command.means === 'generator'
        ? incident.temporary + regained.customers
        : customersLeft === 0
          ? 0
          : incident.temporary;
    return accept({
      type: 'supplyRestored',
      incident: incident.id,
      step: command.step,
      means: command.means,
      // The last step restores every section, also those that hold no customer.
      ranges: customersLeft === 0 ? whole.ranges : share.ranges,
      customers: regained.customers,
      customersLeft,
      important: customersLeft === 0 ? whole.important : share.important,
      customerMinutes: minutesUntil(regained.groups, occurred.at),
      verification: command.verification ?? null,
      occurredAt: occurred.at,
      ...groupsOf(regained.groups, incident.outSince),
      ...(temporary === 0 ? {} : { temporary }),
      ...exceptions(regained),
    });
  },

  /**
   * `stillOut`: these customers never got supply back, so their minutes so far are taken back and their clock goes on from the original
   * start. `outAgain`: they lost it a second time, and a new interruption starts now.
   */
  reopenIncident: (state, command, { at, network }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.status !== 'restored') return refuse('incidentNotRestored', { incident: incident.id });
    const share = shareOf(state, incident, incident.restored, command.scope, network);
    if (isRefusal(share)) return share;
    const stillOut = command.reason === 'stillOut';
    const common = {
      type: 'incidentReopened',
      incident: incident.id,
      reason: command.reason,
      ranges: share.ranges,
      customers: share.customers,
      // Where only a number was given nobody knows who they are: an important customer who may be out counts as out.
      important: command.scope.type === 'below' ? share.important : incident.restored.important,
    } as const;
    if (stillOut && command.scope.type === 'below') {
      // It is known who they are, and so when each of them was counted as restored.
      const count = (ranges: Ranges) => network?.extentOf(ranges).customers ?? 0;
      const lost = lose(incident, { ranges: share.ranges, some: [] }, at, count, () => true);
      const { customerMinutesReturned } = lost;
      return accept({ ...common, customerMinutesReturned, ...exceptions(lost) });
    }
    const counted = minutesBetween(incident.outSince, incident.restoredAt ?? incident.outSince);
    return accept({
      ...common,
      customerMinutesReturned: stillOut ? Math.min(share.customers * counted, incident.customerMinutes) : 0,
    });
  },
} satisfies Partial<Deciders>;

/** Whether a person or a plan stands behind an estimate: no model speaks over them while it holds. */
const isOfPerson = (etr: Incident['etr']): etr is Etr =>
  etr !== null && (etr.source === 'crew' || etr.source === 'dispatcher' || etr.source === 'planned');

/** The devices that a step without a trace must have operated. */
const devicesOf = ({ place, holdsOpen }: Incident, scope: RestorationScope): readonly string[] => {
  if (scope.type === 'below') return scope.devices;
  return scope.type === 'all' && holdsOpen && place.device !== null ? [place.device] : [];
};

const regain = (incident: Incident, share: Share, scope: RestorationScope, count: CountCustomers): Regained => {
  if (share.customers === customersOut(incident)) return regainAll(incident);
  return scope.type === 'count'
    ? regainNumber(incident, share.customers)
    : regainPart(incident, { ranges: share.ranges, some: [] }, count);
};

type Share = {
  readonly ranges: Ranges;
  readonly customers: number;
  readonly important: readonly ImportantCustomerRef[];
};

/** The part of `whole` that a scope names. Of a number of customers nobody knows where and who they are. */
const shareOf = (
  state: OperationState,
  incident: Incident,
  whole: Share,
  scope: RestorationScope,
  network: NetworkFacts | null,
): Share | Refusal => {
  switch (scope.type) {
    case 'all':
      return whole;
    case 'count': {
      const { customers } = whole;
      if (scope.customers > customers) return refuse('tooManyCustomers', { asked: scope.customers, customers });
      return scope.customers === customers ? whole : { ranges: NO_SECTIONS, customers: scope.customers, important: [] };
    }
    case 'below': {
      if (network === null) return refuse(state.network === null ? 'noNetwork' : 'needsServer');
      let covered: Ranges = NO_SECTIONS;
      for (const device of scope.devices) {
        const below = network.below(device);
        if (below === undefined) return refuse('deviceUnknown', { device });
        covered = unionRanges(covered, below.ranges);
      }
      const part = network.extentOf(intersectRanges(whole.ranges, covered));
      if (part.customers === 0) return refuse('nothingToRestore', { incident: incident.id });
      const here = new Set(part.important.map((customer) => customer.servicePoint));
      return {
        ranges: part.ranges,
        customers: Math.min(part.customers, whole.customers),
        important: whole.important.filter((customer) => here.has(customer.servicePoint)),
      };
    }
    default:
      return scope satisfies never;
  }
};
