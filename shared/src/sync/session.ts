/**
 * The client's connection as a pure state machine. It never gives up: only `stop`, and a server that says coming back is of no use, end it.
 *
 *   stopped ──start──► connecting ──opened──► joining ──caughtUp──► live ◄──heard── silent
 *                          ▲                     │                   │  ──silence──►  │
 *                          └──retry, wake── waiting ◄───closed───────┴───── deaf ─────┘
 *
 * `joining` is an open connection that has not yet brought the state up to the head of the log. `silent` is an open connection from
 * which nothing has come for SILENCE_MS: what is on the screen is stale, but silence alone is no proof that the connection is dead, so
 * it is only replaced when it stays deaf.
 */
export const SESSION_STATES = ['stopped', 'connecting', 'joining', 'live', 'silent', 'waiting', 'ended'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const SESSION_EVENTS = [
  'start',
  'opened',
  'caughtUp',
  'fellBehind',
  'heard',
  'silence',
  'deaf',
  'closed',
  'retry',
  'wake',
  'dismissed',
  'stop',
] as const;
export type SessionEvent = (typeof SESSION_EVENTS)[number];

/** What the world around the machine has to do. Timers replace the one that was set before. */
export type SessionEffect = 'open' | 'close' | 'awaitSilence' | 'awaitDeaf' | 'awaitRetry' | 'stopTimers';

type Step = { readonly to: SessionState; readonly effects: readonly SessionEffect[] };

const stay = (to: SessionState): Step => ({ to, effects: [] });
const connect: Step = { to: 'connecting', effects: ['open', 'awaitDeaf'] };
const reconnect: Step = { to: 'connecting', effects: ['close', 'open', 'awaitDeaf'] };
const wait: Step = { to: 'waiting', effects: ['close', 'awaitRetry'] };
const quit: Step = { to: 'stopped', effects: ['close', 'stopTimers'] };
const end: Step = { to: 'ended', effects: ['close', 'stopTimers'] };

/** Every state answers every event: a missing cell does not compile. */
export const SESSION_TABLE: Readonly<Record<SessionState, Readonly<Record<SessionEvent, Step>>>> = {
  stopped: {
    start: connect,
    opened: quit, // A connection that opened after it was no longer wanted.
    caughtUp: stay('stopped'),
    fellBehind: stay('stopped'),
    heard: stay('stopped'),
    silence: stay('stopped'),
    deaf: stay('stopped'),
    closed: stay('stopped'),
    retry: stay('stopped'),
    wake: stay('stopped'),
    dismissed: stay('stopped'),
    stop: stay('stopped'),
  },
  connecting: {
    start: stay('connecting'),
    opened: { to: 'joining', effects: ['awaitSilence'] },
    caughtUp: stay('connecting'),
    fellBehind: stay('connecting'),
    heard: stay('connecting'),
    silence: stay('connecting'),
    deaf: wait,
    closed: wait,
    retry: stay('connecting'),
    wake: stay('connecting'),
    dismissed: end,
    stop: quit,
  },
  joining: {
    start: stay('joining'),
    opened: stay('joining'),
    caughtUp: { to: 'live', effects: ['awaitSilence'] },
    fellBehind: stay('joining'),
    heard: { to: 'joining', effects: ['awaitSilence'] },
    silence: { to: 'silent', effects: ['awaitDeaf'] },
    deaf: wait,
    closed: wait,
    retry: stay('joining'),
    wake: stay('joining'),
    dismissed: end,
    stop: quit,
  },
  live: {
    start: stay('live'),
    opened: stay('live'),
    caughtUp: stay('live'),
    fellBehind: { to: 'joining', effects: ['awaitSilence'] },
    heard: { to: 'live', effects: ['awaitSilence'] },
    silence: { to: 'silent', effects: ['awaitDeaf'] },
    deaf: wait,
    closed: wait,
    retry: stay('live'),
    wake: stay('live'),
    dismissed: end,
    stop: quit,
  },
  silent: {
    start: stay('silent'),
    opened: stay('silent'),
    caughtUp: { to: 'live', effects: ['awaitSilence'] },
    fellBehind: stay('silent'),
    // Heard again, but whether anything was missed is known only when the head has been compared.
    heard: { to: 'joining', effects: ['awaitSilence'] },
    silence: stay('silent'),
    deaf: wait,
    closed: wait,
    retry: stay('silent'),
    // The tab or the network came back: a new connection tells sooner than waiting for the old one.
    wake: reconnect,
    dismissed: end,
    stop: quit,
  },
  waiting: {
    start: connect,
    opened: wait,
    caughtUp: stay('waiting'),
    fellBehind: stay('waiting'),
    heard: stay('waiting'),
    silence: stay('waiting'),
    deaf: stay('waiting'),
    closed: stay('waiting'),
    retry: connect,
    wake: connect,
    dismissed: end,
    stop: quit,
  },
  ended: {
    start: connect,
    opened: end,
    caughtUp: stay('ended'),
    fellBehind: stay('ended'),
    heard: stay('ended'),
    silence: stay('ended'),
    deaf: stay('ended'),
    closed: stay('ended'),
    retry: stay('ended'),
    wake: stay('ended'),
    dismissed: stay('ended'),
    stop: { to: 'stopped', effects: [] },
  },
};

export const sessionStep = (state: SessionState, event: SessionEvent): Step => SESSION_TABLE[state][event];

/** How long an open but silent connection is kept, and how long one may take to open. */
export const DEAF_MS = 6000;
const FIRST_RETRY_MS = 200;
/** Most cuts last seconds, and whoever looks at a screen waits for each of them. */
const SOON_MS = 60_000;
const LONGEST_SOON_MS = 1000;
const LONGEST_RETRY_MS = 5000;

/**
 * Milliseconds before the next attempt: doubling, at most one second in the first minute and five later, spread by `chance` in [0, 1) so
 * that a room of screens does not come back in the same instant.
 * @param lostForMs how long ago the connection was lost
 */
export const retryDelayMs = (attempt: number, lostForMs: number, chance: number): number => {
  const longest = lostForMs < SOON_MS ? LONGEST_SOON_MS : LONGEST_RETRY_MS;
  return Math.min(longest, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10)) * (0.5 + chance / 2);
};
