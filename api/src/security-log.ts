import type { Logger } from 'pino';
import { addressGroup } from './http/trusted-proxies.ts';
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
 * minute: what is more is counted, and one line tells the counts when the minute is over. Strangers, who may have any number of addresses,
 * use at most half of the lines: they must not hide what somebody with an account tries.
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
  /** By kind of refusal: of whom there are too many to tell apart. */
  let uncounted = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  /** Every minute begins with nothing. No more people are counted apart than could have written a line. */
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, more] of untold) log.warn({ security: true, ...JSON.parse(key), more }, 'refused more often');
    for (const [kind, more] of uncounted)
      log.warn({ security: true, ...JSON.parse(kind), more }, 'others refused more often');
    lines = 0;
    written = new Map();
    untold = new Map();
    uncounted = new Map();
  };

  return {
    refused(refusal) {
      timer ??= setTimeout(tell, MINUTE_MS).unref();
      const { what, actor, from, code } = refusal;
      const who = actor === undefined ? { from: from && addressGroup(from) } : { actor };
      const key = JSON.stringify({ what, ...who, code });
      const kind = JSON.stringify({ what, code });
      const before = written.get(key) ?? 0;
      const mostLines = actor === undefined ? linesPerMinuteInAll / 2 : linesPerMinuteInAll;
      if (before < linesPerMinute && lines < mostLines) {
        written.set(key, before + 1);
        lines += 1;
        log.warn({ security: true, ...refusal }, 'refused');
      } else if (before > 0) untold.set(key, (untold.get(key) ?? 0) + 1);
      else uncounted.set(kind, (uncounted.get(kind) ?? 0) + 1);
    },
    close: tell,
  };
};

/** Where nobody reads it. */
export const NO_SECURITY_LOG: SecurityLog = { refused: () => {}, close: () => {} };
