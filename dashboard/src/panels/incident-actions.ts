import { mayCommand } from '@relight/shared/operation/authorize';
import type { CommandType } from '@relight/shared/operation/commands';
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
  const crews = () => (crewsOf(state, incident.id).length > 0 ? 'incidentHasCrews' : null);
  const steps = () => (incident.steps.length > 0 ? 'incidentHasSteps' : null);
  const restored = incident.status === 'restored';
  switch (action) {
    case 'confirm':
      return incident.status === 'predicted' ? null : 'incidentNotPredicted';
    case 'etr':
      return restored ? 'nothingToRestore' : null;
    case 'restore':
      return restored ? 'nothingToRestore' : incident.status === 'predicted' ? 'incidentNotConfirmed' : null;
    case 'close':
      return restored ? crews() : 'incidentNotRestored';
    case 'reopen':
      return restored ? null : 'incidentNotRestored';
    // Also after supply is back: somebody may still have to repair what was bridged.
    case 'dispatch':
    case 'note':
      return null;
    case 'move':
      return state.network === null ? 'noNetwork' : steps();
    case 'merge':
    case 'cancel':
      return steps() ?? crews();
    default:
      return action satisfies never;
  }
};

/** What comes next for an incident: the one button that stands out. */
export const nextAction = (state: OperationState, incident: Incident): IncidentAction => {
  if (incident.status === 'restored') return crewsOf(state, incident.id).length > 0 ? 'note' : 'close';
  if (crewsOf(state, incident.id).length === 0) return 'dispatch';
  if (incident.status === 'predicted') return 'confirm';
  return incident.etr === null ? 'etr' : 'restore';
};
