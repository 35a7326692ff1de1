import { accept, refuse } from '../../decider.ts';
import type { NetworkFacts } from '../../network/facts.ts';
import { intersectRanges, NO_SECTIONS, type Ranges, unionRanges } from '../../network/ranges.ts';
import type { RestorationScope } from '../commands.ts';
import { customersOut, deadSections } from '../customers-out.ts';
import type { Deciders } from '../decide.ts';
import type { Refusal } from '../refusals.ts';
import type { Incident, OperationState } from '../state.ts';
import { isRefusal, minutesBetween, occurrence, openIncidentOf } from './guards.ts';

/** An estimate further away than this is a typing error. */
const ETR_HORIZON_MS = 14 * 24 * 3_600_000;

export const decideRestoration = {
  setEtr: (state, command, { at, actor }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.status === 'restored') return refuse('nothingToRestore', { incident: incident.id });
    if (command.etr <= at) return refuse('etrInPast', { etr: command.etr, now: at });
    if (Date.parse(command.etr) - Date.parse(at) > ETR_HORIZON_MS) return refuse('etrTooFar', { etr: command.etr });
    if (command.etr === incident.etr?.at && command.confidence === incident.etr.confidence)
      return refuse('etrUnchanged');
    return accept({
      type: 'etrSet',
      incident: incident.id,
      etr: command.etr,
      previous: incident.etr?.at ?? null,
      source: actor.role === 'crew' ? 'crew' : 'dispatcher',
      confidence: command.confidence,
      reason: command.reason,
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
    const occurred = occurrence(command.occurredAt, at, incident.steps.at(-1)?.at ?? incident.outSince);
    if (!occurred.ok) return occurred;
    const share = shareOf(state, incident, deadSections(incident), customersOut(incident), command.scope, network);
    if (isRefusal(share)) return share;
    const customersLeft = customersOut(incident) - share.customers;
    if (customersLeft === 0 && command.verification === undefined) return refuse('verificationMissing');
    return accept({
      type: 'supplyRestored',
      incident: incident.id,
      step: command.step,
      means: command.means,
      // The last step restores every section, also those that hold no customer.
      ranges: customersLeft === 0 ? deadSections(incident) : share.ranges,
      customers: share.customers,
      customersLeft,
      customerMinutes: share.customers * minutesBetween(incident.outSince, occurred.at),
      verification: command.verification ?? null,
      occurredAt: occurred.at,
    });
  },

  /**
   * `stillOut`: these customers never got supply back, so their minutes so far are taken back and their clock goes on from the original
   * start. `outAgain`: they lost it a second time, and a new interruption starts now.
   */
  reopenIncident: (state, command, { network }) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (incident.status !== 'restored') return refuse('incidentNotRestored', { incident: incident.id });
    const share = shareOf(
      state,
      incident,
      incident.restored.ranges,
      incident.restored.customers,
      command.scope,
      network,
    );
    if (isRefusal(share)) return share;
    const counted = minutesBetween(incident.outSince, incident.restoredAt ?? incident.outSince);
    return accept({
      type: 'incidentReopened',
      incident: incident.id,
      reason: command.reason,
      ranges: share.ranges,
      customers: share.customers,
      customerMinutesReturned:
        command.reason === 'stillOut' ? Math.min(share.customers * counted, incident.customerMinutes) : 0,
    });
  },
} satisfies Partial<Deciders>;

type Share = { readonly ranges: Ranges; readonly customers: number };

/** The part of `ranges` and `customers` that a scope names. */
const shareOf = (
  state: OperationState,
  incident: Incident,
  ranges: Ranges,
  customers: number,
  scope: RestorationScope,
  network: NetworkFacts | null,
): Share | Refusal => {
  switch (scope.type) {
    case 'all':
      return { ranges, customers };
    case 'count':
      if (scope.customers > customers) return refuse('tooManyCustomers', { asked: scope.customers, customers });
      return scope.customers === customers
        ? { ranges, customers }
        : { ranges: NO_SECTIONS, customers: scope.customers };
    case 'below': {
      if (network === null) return refuse(state.network === null ? 'noNetwork' : 'needsServer');
      let covered: Ranges = NO_SECTIONS;
      for (const device of scope.devices) {
        const below = network.below(device);
        if (below === undefined) return refuse('deviceUnknown', { device });
        covered = unionRanges(covered, below.ranges);
      }
      const part = network.extentOf(intersectRanges(ranges, covered));
      if (part.customers === 0) return refuse('nothingToRestore', { incident: incident.id });
      return { ranges: part.ranges, customers: Math.min(part.customers, customers) };
    }
    default:
      return scope satisfies never;
  }
};
