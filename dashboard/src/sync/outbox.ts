import type { Command } from '@relight/shared/operation/commands';
import { isRetryable } from '@relight/shared/sync/retryable';
import { type KeptOrders, keepNothing } from './kept-orders.ts';
import type { HeldOrder, Outcome } from './live.ts';

/**
 * Orders that have been given and not yet answered, in the order in which they were given. Nothing leaves it silently: an order goes out
 * again on every new connection, under the same id, until the server has answered it. One may be held for a moment first, in which
 * whoever gave it can take it back.
 * @param tellHeld told which one is held, whenever that changes
 */
export const makeOutbox = (
  send: (command: Command) => boolean,
  kept: KeptOrders = keepNothing,
  tellHeld: (held: HeldOrder | null) => void = () => {},
) => {
  const waiting = new Map<string, Waiting>();
  let hold: { readonly id: string; readonly timer: ReturnType<typeof setTimeout> } | null = null;

  /** The first one that cannot go holds up those after it, so that none overtakes. */
  const sendUnsent = (): void => {
    for (const one of waiting.values()) {
      if (one.command.id === hold?.id) return;
      one.sent ||= send(one.command);
      if (!one.sent) return;
    }
  };

  const endHold = (): void => {
    clearTimeout(hold?.timer);
    hold = null;
    tellHeld(null);
  };

  /** What is held goes now. */
  const letGo = (): void => {
    if (hold === null) return;
    endHold();
    sendUnsent();
  };

  return {
    /**
     * Sends if there is a connection and nothing older waits for one; settles with the server's answer, however much later that is.
     * @param holdMs for so long it stays here, unless it is let go or another one follows: whoever goes on has meant what came before
     */
    give: (command: Command, since: number, holdMs = 0): Promise<Outcome> =>
      new Promise((settle) => {
        letGo();
        const behind = [...waiting.values()].some(({ sent }) => !sent);
        const one: Waiting = { command, since, settle, sent: false };
        waiting.set(command.id, one);
        kept.keep({ command, since });
        if (holdMs > 0) {
          hold = { id: command.id, timer: setTimeout(letGo, holdMs) };
          tellHeld({ command, until: since + holdMs });
        } else if (!behind) one.sent = send(command);
      }),
    letGo,
    /** The one that is held was not meant: it has not been sent and never will be. Undefined when none is held any more. */
    takeBack: (): Command | undefined => {
      const one = hold === null ? undefined : waiting.get(hold.id);
      if (one === undefined) return undefined;
      endHold();
      waiting.delete(one.command.id);
      kept.drop(one.command.id);
      one.settle({ outcome: 'failed', code: 'takenBack', message: 'it was taken back before it was sent' });
      return one.command;
    },
    since: (command: string): number | undefined => waiting.get(command)?.since,
    /** A new connection knows nothing of what was sent on the old one. */
    forgetSent: (): void => {
      for (const one of waiting.values()) one.sent = false;
    },
    sendUnsent,
    /** Takes an answer; false when the order is to be sent again, because the server could not tell. */
    answer: (command: string, outcome: Outcome): boolean => {
      const one = waiting.get(command);
      if (outcome.outcome === 'failed' && isRetryable(outcome.code)) {
        if (one !== undefined) one.sent = false;
        return false;
      }
      waiting.delete(command);
      kept.drop(command);
      one?.settle(outcome);
      return true;
    },
    /** The page is left. What is kept goes out when it is opened again. */
    close: (): void => {
      endHold();
      for (const { settle } of waiting.values()) {
        settle({ outcome: 'failed', code: 'closed', message: 'the page was left before the server answered' });
      }
      waiting.clear();
    },
  };
};

type Waiting = {
  readonly command: Command;
  readonly since: number;
  readonly settle: (outcome: Outcome) => void;
  sent: boolean;
};
