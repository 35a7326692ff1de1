import type { Command, CommandType } from './commands.ts';
import type { DispatchId } from './ids.ts';
import type { OperationState } from './state.ts';
import type { Role } from './vocabulary.ts';

const DESK = ['dispatcher', 'manager', 'system'] as const;
const FIELD = ['dispatcher', 'manager', 'crew', 'system'] as const;

/** Who may give which order. The server enforces this table, and the interface offers nothing that it forbids. */
export const PERMITTED: Readonly<Record<CommandType, readonly Role[]>> = {
  openOperation: ['system', 'admin', 'manager'],
  setResponseLevel: ['manager', 'system'],
  setCrewDuty: FIELD,
  predictOutage: ['system'],
  attachReports: ['system'],
  moveOutage: DESK,
  openIncident: DESK,
  confirmOutage: FIELD,
  cancelIncident: DESK,
  mergeIncident: DESK,
  reopenIncident: DESK,
  closeIncident: DESK,
  addNote: FIELD,
  dispatchCrew: DESK,
  recallCrew: DESK,
  acceptDispatch: FIELD,
  declineDispatch: FIELD,
  expireDispatch: ['system'],
  departForSite: FIELD,
  arriveOnSite: FIELD,
  completeFieldWork: FIELD,
  setEtr: FIELD,
  restoreSupply: FIELD,

  unmergeIncident: DESK,
  splitIncident: DESK,
  lockPrediction: DESK,
  doubtPrediction: ['system'],
  contradictHold: ['system'],
  setOutlook: ['system'],
  locateFault: FIELD,
  recordRepair: FIELD,
  recordSwitching: FIELD,
  recordTelemetry: ['system'],
  placeTag: DESK,
  removeTag: DESK,
  issuePermit: DESK,
  releasePermit: DESK,

  adoptSwitchingPlan: DESK,
  skipSwitchingStep: DESK,
  abandonSwitchingPlan: DESK,
};

export const mayCommand = (role: Role, type: CommandType): boolean => PERMITTED[type].includes(role);

type Giver = { readonly role: Role; readonly crew?: string | undefined };

/** Whether this actor may give this command in any state of the operation. What may not can be refused without looking at one. */
export const mayEverGive = (command: Command, { role, crew }: Giver): boolean =>
  mayCommand(role, command.type) &&
  (role !== 'crew' || (crew !== undefined && ['crew', 'dispatch', 'incident'].some((member) => member in command)));

/** Who may read what single callers and meters said: those who place, answer or mend it. The others see what follows from it. */
const READS_CALLERS: readonly Role[] = ['dispatcher', 'manager', 'crew', 'admin', 'system'];

export const readsCallers = (role: Role): boolean => READS_CALLERS.includes(role);

/**
 * Whether this actor may give this very command: its role must allow it, and a crew may only answer for itself and for the incident it
 * has been sent to; it may warn of danger at any.
 */
export const authorize = (
  state: OperationState,
  command: Command,
  actor: Giver,
): 'permitted' | 'notPermitted' | 'notYourDispatch' => {
  if (!mayEverGive(command, actor)) return 'notPermitted';
  if (actor.role !== 'crew' || actor.crew === undefined) return 'permitted';
  // Whoever sees danger may say so: also on the way past, and also after having been recalled, when the phone has its signal back.
  if (command.type === 'addNote' && command.hazard === true) return 'permitted';
  if ('crew' in command) return command.crew === actor.crew ? 'permitted' : 'notYourDispatch';
  if ('dispatch' in command) return ownsDispatch(state, command.dispatch, actor.crew);
  if ('incident' in command) {
    const sent = Object.values(state.dispatches).some(
      (dispatch) =>
        dispatch.incident === command.incident && dispatch.crew === actor.crew && dispatch.status !== 'offered',
    );
    return sent ? 'permitted' : 'notYourDispatch';
  }
  return 'notPermitted';
};

// A dispatch that is gone is for the rules to explain, not a matter of permission.
const ownsDispatch = (state: OperationState, id: DispatchId, crew: string) => {
  const dispatch = state.dispatches[id];
  return dispatch === undefined || dispatch.crew === crew ? 'permitted' : 'notYourDispatch';
};
