import { tryLater } from '../http/problem.ts';

/** Bytes of intake bodies that may be in memory at once; parsed they take several times as much. */
const MAX_BYTES = 48_000_000;
/** Lines that may be under way at once: a storm's worth. */
const MAX_LINES = 100_000;
/** Statements of the intake that may be in the database at once, so that the desk always finds a connection. */
const MAX_STATEMENTS = 3;
/** The longest that a sender is told to wait. */
const MAX_WAIT_S = 10;

export type Admission = ReturnType<typeof createAdmission>;

/**
 * Bounds what the intake of one process holds at once, whatever senders do. Who comes too many is told when to come again, before
 * anything of what they sent is taken.
 */
export const createAdmission = ({ maxBytes = MAX_BYTES, maxLines = MAX_LINES } = {}) => {
  let bytes = 0;
  let lines = 0;
  let statements = 0;
  const queue: (() => void)[] = [];

  const busy = () =>
    tryLater(
      429,
      'busy',
      'Too much is under way at this moment. Nothing was taken: send the same again after the time in Retry-After.',
      Math.min(MAX_WAIT_S, 1 + (8 * lines) / maxLines),
    );

  return {
    /**
     * Holds room for a body while `work` reads and handles it. A single one is always let in.
     * @param stated its length, if the sender says it; what is read beyond that is to be told to `more`
     * @throws HttpProblem 429, also out of `more`
     */
    async body<Result>(stated: number, work: (more: (length: number) => void) => Promise<Result>): Promise<Result> {
      let held = 0;
      const hold = (length: number) => {
        if (bytes > held && bytes + length > maxBytes) throw busy();
        held += length;
        bytes += length;
      };
      let unread = stated;
      try {
        hold(stated);
        return await work((length) => {
          hold(Math.max(0, length - unread));
          unread = Math.max(0, unread - length);
        });
      } finally {
        bytes -= held;
      }
    },
    /** The same for lines. */
    async lines<Result>(count: number, work: () => Promise<Result>): Promise<Result> {
      if (lines > 0 && lines + count > maxLines) throw busy();
      lines += count;
      try {
        return await work();
      } finally {
        lines -= count;
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
