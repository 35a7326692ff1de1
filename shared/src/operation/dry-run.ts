import type { Command } from './commands.ts';
import { decide } from './decide.ts';
import type { Actor } from './events.ts';
import type { RefusalCode } from './refusals.ts';
import type { OperationState } from './state.ts';

/**
 * Why the rules would refuse an order as things stand, or null: what a button asks before it offers anything, so that nobody writes a rule down
 * a second time. What only the server can judge, because it has the network and the roster, counts as allowed.
 */
export const dryRun = (
  state: OperationState,
  command: Command,
  { actor, at }: { readonly actor: Actor; readonly at: string },
): RefusalCode | null => {
  const decision = decide(state, command, {
    actor,
    at,
    network: null,
    crew: () => undefined,
    position: () => undefined,
  });
  return decision.ok || LEFT_TO_SERVER.includes(decision.code) ? null : decision.code;
};

const LEFT_TO_SERVER: readonly RefusalCode[] = ['needsServer', 'crewUnknown'];
