import type { Command } from '@relight/shared/operation/commands';
import { isRetryable } from '@relight/shared/sync/retryable';
import { type KeptOrders, keepNothing } from './kept-orders.ts';
import type { Outcome } from './live.ts';

/**
 * Orders that have been given and not yet answered, in the order in which they were given. Nothing leaves it silently: an order goes out
 * again on every new connection, under the same id, until the server has answered it.
 */
export const makeOutbox = (send: (command: Command) => boolean, kept: KeptOrders = keepNothing) => {
  const waiting = new Map<string, Waiting>();

  /** The first one that cannot go holds up those after it, so that none overtakes. */
  const sendUnsent = (): void => {
    for (const one of waiting.values()) {
      one.sent ||= send(one.command);
      if (!one.sent) return;
    }
  };

  return {
    /** Sends if there is a connection and nothing older waits for one; settles with the server's answer, however much later that is. */
    give: (command: Command, since: number): Promise<Outcome> =>
      new Promise((settle) => {
        const held = [...waiting.values()].some(({ sent }) => !sent);
        const one: Waiting = { command, since, settle, sent: false };
        waiting.set(command.id, one);
        kept.keep({ command, since });
        if (!held) one.sent = send(command);
      }),
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
