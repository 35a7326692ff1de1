import type { Logger } from 'pino';
import { LIMITS, type Limits } from './limits/limits.ts';

/** What was refused for reasons of security. */
export type Refused =
  | { readonly what: 'command'; readonly type: string; readonly operation: string }
  | { readonly what: 'upgrade' | 'request'; readonly route: string }
  | { readonly what: 'signIn' };

/** Who was refused: a person or key where it is known, and the address otherwise. */
export type Who = { readonly actor?: string; readonly role?: string; readonly from?: string };

/**
 * The lines of the server's log that tell of refusals, marked `security`. However often somebody is refused, they cost a few lines a
 * minute: what is more is counted, and one line tells the counts when the minute is over.
 */
export type SecurityLog = {
  refused(refused: Refused & Who & { readonly code: string }): void;
  /** Writes down what has only been counted so far. */
  close(): void;
};

const MINUTE_MS = 60_000;

export const createSecurityLog = (
  log: Pick<Logger, 'warn'>,
  { linesPerMinute, linesPerMinuteInAll }: Limits['securityLog'] = LIMITS.securityLog,
): SecurityLog => {
  let lines = 0;
  let written = new Map<string, number>();
  let untold = new Map<string, number>();
  let uncounted = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Every minute begins with nothing. No more people are counted apart than could have written a line. */
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, more] of untold) log.warn({ security: true, ...JSON.parse(key), more }, 'refused more often');
    if (uncounted > 0) log.warn({ security: true, more: uncounted }, 'others refused more often');
    lines = 0;
    written = new Map();
    untold = new Map();
    uncounted = 0;
  };

  return {
    refused(refusal) {
      timer ??= setTimeout(tell, MINUTE_MS).unref();
      const { what, actor, from, code } = refusal;
      const key = JSON.stringify({ what, ...(actor === undefined ? { from } : { actor }), code });
      const before = written.get(key) ?? 0;
      if (before < linesPerMinute && lines < linesPerMinuteInAll) {
        written.set(key, before + 1);
        lines += 1;
        log.warn({ security: true, ...refusal }, 'refused');
      } else if (before > 0) untold.set(key, (untold.get(key) ?? 0) + 1);
      else uncounted += 1;
    },
    close: tell,
  };
};

/** Where nobody reads it. */
export const NO_SECURITY_LOG: SecurityLog = { refused: () => {}, close: () => {} };
