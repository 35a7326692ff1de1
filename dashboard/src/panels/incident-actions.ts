import { mayCommand } from '@relight/shared/operation/authorize';
import type { Command, CommandType } from '@relight/shared/operation/commands';
import { dryRun } from '@relight/shared/operation/dry-run';
import type { RefusalCode } from '@relight/shared/operation/refusals';
import { crewsOf } from '@relight/shared/operation/select';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import type { Role } from '@relight/shared/operation/vocabulary';

/** What a person at a desk can do with one incident, in the order in which it is offered. */
export const INCIDENT_ACTIONS = [
  'confirm',
  'dispatch',
  'etr',
  'restore',
  'close',
  'reopen',
  'note',
  'move',
  'merge',
  'cancel',
] as const;
export type IncidentAction = (typeof INCIDENT_ACTIONS)[number];

const COMMAND: Readonly<Record<IncidentAction, CommandType>> = {
  confirm: 'confirmOutage',
  dispatch: 'dispatchCrew',
  etr: 'setEtr',
  restore: 'restoreSupply',
  close: 'closeIncident',
  reopen: 'reopenIncident',
  note: 'addNote',
  move: 'moveOutage',
  merge: 'mergeIncident',
  cancel: 'cancelIncident',
};

export const mayAct = (role: Role, action: IncidentAction): boolean => mayCommand(role, COMMAND[action]);

/** Why the rules would refuse the action as things stand; null when they would not. The server has the last word. */
export const blockedBy = (state: OperationState, incident: Incident, action: IncidentAction): RefusalCode | null => {
  const refusals = triedOrders(state, incident, action).map((order) => refusalOf(state, incident, order));
  return refusals.includes(null) ? null : (refusals[0] ?? null);
};

/** An order without the id that it gets when it is given. */
type Order = Command extends infer One ? (One extends Command ? Omit<One, 'id'> : never) : never;

/** Why the rules would refuse a dispatcher's order about an incident. Whether the role may is asked of `mayAct`; no hour is in these orders. */
export const refusalOf = (state: OperationState, incident: Incident, order: Order): RefusalCode | null =>
  dryRun(state, { id: 'try', ...order }, { actor: { id: 'desk', role: 'dispatcher' }, at: incident.reportedAt });

/**
 * The orders that the form of an action may end in, as far as they are refused for different reasons: the action is blocked when every one of
 * them is. None where the form itself says what cannot be chosen, such as each crew.
 */
const triedOrders = (state: OperationState, { id, reportedAt }: Incident, action: IncidentAction): readonly Order[] => {
  switch (action) {
    case 'confirm':
      return [{ type: 'confirmOutage', incident: id, reason: 'crewFinding' }];
    // Also after supply is back: somebody may still have to repair what was bridged.
    case 'dispatch':
      return [];
    case 'etr':
      return [{ type: 'setEtr', incident: id, etr: hourAfter(reportedAt), confidence: 'low', reason: 'assessed' }];
    // All of it may be held by a tag or a permit that a part is not held by.
    case 'restore':
      return [
        { ...RESTORATION, incident: id, scope: { type: 'all' } },
        { ...RESTORATION, incident: id, scope: { type: 'count', customers: 1 } },
        { ...RESTORATION, incident: id, scope: { type: 'below', devices: ['—'] } },
      ];
    case 'close':
      return [{ type: 'closeIncident', incident: id, cause: 'unknown' }];
    case 'reopen':
      return [{ type: 'reopenIncident', incident: id, reason: 'stillOut', scope: { type: 'all' } }];
    case 'note':
      return [{ type: 'addNote', incident: id, text: '—' }];
    case 'move':
      return [{ type: 'moveOutage', incident: id, device: '—', absorbs: [], ruling: null, reports: null }];
    case 'merge':
      return Object.values(state.incidents)
        .filter((other) => other.id !== id)
        .map((other) => ({ type: 'mergeIncident', incident: id, into: other.id }));
    case 'cancel':
      return [{ type: 'cancelIncident', incident: id, reason: 'other' }];
    default:
      return action satisfies never;
  }
};

const RESTORATION = { type: 'restoreSupply', step: 'stp_try', means: 'repair', verification: 'crew' } as const;

const hourAfter = (instant: string): string => new Date(Date.parse(instant) + 3_600_000).toISOString();

/** What comes next for an incident: the one button that stands out. */
export const nextAction = (state: OperationState, incident: Incident): IncidentAction => {
  if (incident.status === 'restored') return crewsOf(state, incident.id).length > 0 ? 'note' : 'close';
  if (crewsOf(state, incident.id).length === 0) return 'dispatch';
  if (incident.status === 'predicted') return 'confirm';
  return incident.etr === null ? 'etr' : 'restore';
};
