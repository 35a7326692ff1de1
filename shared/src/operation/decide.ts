import { refuse } from '../decider.ts';
import { holdsPersonalData } from '../rules/personal-data.ts';
import { authorize } from './authorize.ts';
import type { Command, CommandOf, CommandType } from './commands.ts';
import type { Context } from './context.ts';
import { decideCrews } from './decide/crews.ts';
import { decideDispatch } from './decide/dispatch.ts';
import { decideIncident } from './decide/incident.ts';
import { decideOperation } from './decide/operation.ts';
import { decideParts } from './decide/parts.ts';
import { decidePlans, withPlansCompleted } from './decide/plans.ts';
import { decidePrediction } from './decide/prediction.ts';
import { decideRestoration } from './decide/restoration.ts';
import { decideSafety } from './decide/safety.ts';
import { decideSwitching } from './decide/switching.ts';
import { decideTelemetry } from './decide/telemetry.ts';
import { freeTextsOf } from './free-texts.ts';
import type { OperationDecision } from './refusals.ts';
import type { OperationState } from './state.ts';

export type Decider<Type extends CommandType> = (
  state: OperationState,
  command: CommandOf<Type>,
  context: Context,
) => OperationDecision;
export type Deciders = { readonly [Type in CommandType]: Decider<Type> };

const DECIDERS: Deciders = {
  ...decideOperation,
  ...decideCrews,
  ...decidePrediction,
  ...decideIncident,
  ...decideDispatch,
  ...decideRestoration,
  ...decideParts,
  ...decideSwitching,
  ...decideTelemetry,
  ...decideSafety,
  ...decidePlans,
};

/**
 * Judges a command against a state: the facts that follow from it, or why not. Pure; the server and every replica run the same code. A
 * replica has no network model and answers `needsServer` where one is needed.
 */
export const decide = (state: OperationState, command: Command, context: Context): OperationDecision => {
  const permission = authorize(state, command, context.actor);
  if (permission !== 'permitted') return refuse(permission);
  if (command.type !== 'openOperation' && state.seq === 0) return refuse('notOpened');
  if (freeTextsOf(command).some(holdsPersonalData)) return refuse('personalData');
  const decider = DECIDERS[command.type] as Decider<CommandType>;
  return withPlansCompleted(state, decider(state, command, context), context);
};
