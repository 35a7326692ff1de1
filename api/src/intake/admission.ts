import { tryLater } from '../http/problem.ts';
import { LIMITS, type Limits } from '../limits/limits.ts';

/** Statements of the intake that may be in the database at once, so that the desk always finds a connection. */
const MAX_STATEMENTS = 3;
/** The longest that a sender is told to wait. */
const MAX_WAIT_S = 10;

export type Admission = ReturnType<typeof createAdmission>;

/**
 * Bounds what the intake of one process holds at once, whatever senders do, and how much of it is one sender's, so that others find room.
 * Who comes too many is told when to come again, before anything of what they sent is taken.
 */
export const createAdmission = (limits: Limits['intake'] = LIMITS.intake) => {
  const bytes = shared(limits.bytes, limits.bytesPerSender);
  const lines = shared(limits.lines, limits.linesPerSender);
  let statements = 0;
  const queue: (() => void)[] = [];

  const busy = () =>
    tryLater(
      429,
      'busy',
      'Too much is under way at this moment. Nothing was taken: send the same again after the time in Retry-After.',
      Math.min(MAX_WAIT_S, 1 + (8 * lines.held) / limits.lines),
    );

  return {
    /**
     * Holds room for what has arrived of a body while `work` reads and handles it; what is only promised holds nothing. A sender's single
     * one is let in as long as there is any room.
     * @param work tells `arrived` the length of each piece
     * @throws HttpProblem 429 out of `arrived`
     */
    async body<Result>(sender: string, work: (arrived: (length: number) => void) => Promise<Result>): Promise<Result> {
      let held = 0;
      try {
        return await work((length) => {
          if (!bytes.take(sender, length, held)) throw busy();
          held += length;
        });
      } finally {
        bytes.giveBack(sender, held);
      }
    },
    /** The same for lines. */
    async lines<Result>(sender: string, count: number, work: () => Promise<Result>): Promise<Result> {
      if (!lines.take(sender, count, 0)) throw busy();
      try {
        return await work();
      } finally {
        lines.giveBack(sender, count);
      }
    },
    /** Waits for a turn in the database. */
    async statement<Result>(work: () => Promise<Result>): Promise<Result> {
      while (statements >= MAX_STATEMENTS) await new Promise<void>((resolve) => queue.push(resolve));
      statements++;
      try {
        return await work();
      } finally {
        statements--;
        queue.shift()?.();
      }
    },
  };
};

/** An amount of something, and how much of it each sender has. */
const shared = (most: number, mostPerSender: number) => {
  const bySender = new Map<string, number>();
  let held = 0;
  return {
    get held() {
      return held;
    },
    /**
     * Takes more for a piece of work, if there is as much.
     * @param already what that piece of work has taken before; one that is alone gets whatever it takes
     */
    take(sender: string, amount: number, already: number): boolean {
      const own = bySender.get(sender) ?? 0;
      if (held > already && held + amount > most) return false;
      if (own > already && own + amount > mostPerSender) return false;
      bySender.set(sender, own + amount);
      held += amount;
      return true;
    },
    giveBack(sender: string, amount: number): void {
      const left = (bySender.get(sender) ?? 0) - amount;
      held -= amount;
      if (left > 0) bySender.set(sender, left);
      else bySender.delete(sender);
    },
  };
};
