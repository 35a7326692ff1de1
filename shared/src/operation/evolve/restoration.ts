import { subtractRanges, unionRanges } from '../../network/ranges.ts';
import { without } from '../customers-out.ts';
import type { Evolvers } from '../evolve.ts';
import { changeIncident, changeSupply } from './change-incident.ts';

export const evolveRestoration = {
  etrSet: (state, { incident, etr, source, confidence, reason, basis }, { seq, at }) =>
    changeIncident(state, incident, (it) => ({
      ...it,
      etr: { at: etr, source, confidence, reason, setAt: at, ...(basis !== undefined && { basis }) },
      changedSeq: seq,
    })),

  supplyRestored: (state, step, { seq, at }) =>
    changeSupply(
      state,
      step.incident,
      (it) => ({
        ...it,
        status: step.customersLeft === 0 ? 'restored' : 'partiallyRestored',
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
          },
        ],
        customerMinutes: it.customerMinutes + step.customerMinutes,
        restoredAt: step.customersLeft === 0 ? step.occurredAt : null,
        changedSeq: seq,
      }),
      at,
    ),

  incidentReopened: (state, { incident, reason, ranges, customers, important, customerMinutesReturned }, { seq, at }) =>
    changeSupply(
      state,
      incident,
      (it) => {
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
          customerMinutes: it.customerMinutes - customerMinutesReturned,
          restoredAt: null,
          changedSeq: seq,
        };
      },
      at,
    ),
} satisfies Partial<Evolvers>;
