import type { Command } from '../operation/commands.ts';
import type { Context } from '../operation/context.ts';
import { decide } from '../operation/decide.ts';
import type { RecordedEvent } from '../operation/events.ts';
import { evolve } from '../operation/evolve.ts';
import type { Refusal } from '../operation/refusals.ts';
import type { OperationState } from '../operation/state.ts';

export type Judgement =
  | { readonly ok: true; readonly state: OperationState; readonly recorded: readonly RecordedEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** Decides one command as the authority over the log: its events get the next sequence numbers, without a gap. */
export const judge = (state: OperationState, command: Command, context: Context): Judgement => {
  const decision = decide(state, command, context);
  if (!decision.ok) return { ok: false, refusal: decision };
  let next = state;
  const recorded = decision.events.map((event): RecordedEvent => {
    const line = { seq: next.seq + 1, at: context.at, actor: context.actor, command: command.id, event };
    next = evolve(next, line);
    return line;
  });
  return { ok: true, state: next, recorded };
};
