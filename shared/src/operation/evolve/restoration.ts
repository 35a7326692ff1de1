import { subtractRanges, unionRanges } from '../../network/ranges.ts';
import { without } from '../customers-out.ts';
import type { Evolvers } from '../evolve.ts';
import { changeIncident, changeSupply } from './change-incident.ts';

export const evolveRestoration = {
  etrSet: (state, { incident, etr, source, confidence, reason, basis }, { seq, at }) =>
    changeIncident(state, incident, (it) => ({
      ...it,
      etr: { at: etr, source, confidence, reason, setAt: at, ...(basis !== undefined && { basis }) },
      // What the program estimates by itself is no reason to refuse what a person is about to say.
      changedSeq: source === 'model' || source === 'default' ? it.changedSeq : seq,
    })),

  supplyRestored: (state, step, { seq, at }) =>
    changeSupply(
      state,
      step.incident,
      (it) => ({
        ...it,
        status: step.customersLeft === 0 && !step.temporary ? 'restored' : 'partiallyRestored',
        restored: {
          ranges: unionRanges(it.restored.ranges, step.ranges),
          customers: it.restored.customers + step.customers,
          important:
            step.customersLeft === 0
              ? it.extent.important
              : [...it.restored.important, ...without(step.important ?? [], it.restored.important)],
        },
        steps: [
          ...it.steps,
          {
            id: step.step,
            at: step.occurredAt,
            means: step.means,
            ranges: step.ranges,
            customers: step.customers,
            customersLeft: step.customersLeft,
            verification: step.verification,
            groups: step.groups ?? [{ ranges: step.ranges, customers: step.customers, since: it.outSince }],
          },
        ],
        customerMinutes: it.customerMinutes + step.customerMinutes,
        restoredAt: step.customersLeft === 0 && !step.temporary ? step.occurredAt : null,
        lostLater: step.lostLater ?? [],
        partly: step.partly ?? [],
        temporary: step.temporary ?? 0,
        // Everybody back, without a switching step that says how: the device is taken to be closed again.
        holdsOpen: it.holdsOpen && (step.traced === true || step.customersLeft > 0),
        changedSeq: seq,
      }),
      at,
    ),

  supplyLost: (state, loss, { seq, at }) =>
    changeSupply(
      state,
      loss.incident,
      (it) => {
        const again = loss.again ?? 0;
        const customers = it.restored.customers - again;
        return {
          ...it,
          status: customers === 0 ? 'confirmed' : 'partiallyRestored',
          priority: loss.priority,
          extent: {
            ...it.extent,
            ranges: unionRanges(it.extent.ranges, loss.ranges),
            customers: it.extent.customers + loss.customers - again,
            important: [...it.extent.important, ...without(loss.important, it.extent.important)],
          },
          restored: {
            ranges: subtractRanges(it.restored.ranges, loss.ranges),
            customers,
            important: without(it.restored.important, loss.important),
          },
          lostLater: loss.lostLater ?? [],
          partly: loss.partly ?? [],
          temporary: loss.temporary ?? 0,
          customerMinutes: it.customerMinutes - loss.customerMinutesReturned,
          restoredAt: null,
          changedSeq: seq,
        };
      },
      at,
    ),

  incidentReopened: (state, reopened, { seq, at }) =>
    changeSupply(
      state,
      reopened.incident,
      (it) => {
        const { reason, ranges, customers, important } = reopened;
        const left = it.restored.customers - customers;
        return {
          ...it,
          status: left === 0 ? 'confirmed' : 'partiallyRestored',
          confirmed: it.confirmed ?? { at, reason: 'dispatcherJudgement' },
          restored: {
            ranges: subtractRanges(it.restored.ranges, ranges),
            customers: left,
            important: important === undefined ? [] : without(it.restored.important, important),
          },
          outSince: reason === 'outAgain' ? at : it.outSince,
          lostLater: reopened.lostLater ?? [],
          partly: reopened.partly ?? [],
          temporary: Math.min(it.temporary, left),
          // Nobody has supply: then its device is open.
          holdsOpen: it.holdsOpen || (left === 0 && it.place.device !== null),
          customerMinutes: it.customerMinutes - reopened.customerMinutesReturned,
          restoredAt: null,
          changedSeq: seq,
        };
      },
      at,
    ),
} satisfies Partial<Evolvers>;
