import type { Command } from '../operation/commands.ts';
import type { Context } from '../operation/context.ts';
import { decide } from '../operation/decide.ts';
import type { RecordedEvent } from '../operation/events.ts';
import { fold } from '../operation/evolve.ts';
import type { Refusal } from '../operation/refusals.ts';
import type { OperationState } from '../operation/state.ts';

export type Judgement =
  | { readonly ok: true; readonly state: OperationState; readonly recorded: readonly RecordedEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Decides one command as the authority over the log: its events get the next sequence numbers, without a gap. */
export const judge = (state: OperationState, command: Command, context: Context): Judgement => {
  const decision = decide(state, command, context);
  if (!decision.ok) return { ok: false, refusal: decision };
  const recorded = decision.events.map(
    (event, index): RecordedEvent => ({
      seq: state.seq + 1 + index,
      at: context.at,
      actor: context.actor,
      command: command.id,
      event,
    }),
  );
  return { ok: true, state: fold(state, recorded), recorded };
};
