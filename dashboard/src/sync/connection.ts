import { type Down, down } from '@relight/shared/protocol/down';
import type { Up } from '@relight/shared/protocol/up';
import { SILENCE_MS } from '@relight/shared/protocol/version';
import {
  DEAF_MS,
  retryDelayMs,
  type SessionEffect,
  type SessionEvent,
  type SessionState,
  sessionStep,
} from '@relight/shared/sync/session';

export type Connection = {
  /** False when there is no open connection; nothing is queued here, so that nothing hides. */
  readonly send: (message: Up) => boolean;
  readonly tell: (event: SessionEvent) => void;
  readonly close: () => void;
};

/** Runs the connection machine on a real WebSocket, real timers and the browser's own signs of coming back. */
export const makeConnection = (options: {
  /** The address of the next attempt: it carries how far this client is. */
  readonly url: () => string;
  readonly onMessage: (message: Down) => void;
  readonly onState: (state: SessionState) => void;
  /** An attempt came to nothing before it was open. A browser does not tell a page why. */
  readonly onRefused: () => void;
}): Connection => {
  let state: SessionState = 'stopped';
  let attempt = 0;
  /** Since when there has been no connection that was up to date. */
  let lostAt = performance.now();
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const arm = (event: SessionEvent, delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => tell(event), delayMs);
  };

  const drop = () => {
    const old = socket;
    socket = undefined;
    old?.close();
  };

  const open = () => {
    drop();
    const fresh = new WebSocket(options.url());
    socket = fresh;
    // A socket that has been replaced may still speak; only the present one is listened to.
    const whileCurrent = (handle: () => void) => () => {
      if (socket === fresh) handle();
    };
    fresh.onopen = whileCurrent(() => tell('opened'));
    fresh.onclose = whileCurrent(() => tell('closed'));
    fresh.onmessage = (message) => {
      if (socket !== fresh) return;
      const parsed = parse(message.data);
      // What cannot be understood is as bad as a lost line: begin again.
      if (parsed === undefined) return tell('deaf');
      tell('heard');
      options.onMessage(parsed);
    };
  };

  const perform: Readonly<Record<SessionEffect, () => void>> = {
    open,
    close: drop,
    awaitSilence: () => arm('silence', SILENCE_MS),
    awaitDeaf: () => arm('deaf', DEAF_MS),
    awaitRetry: () => arm('retry', retryDelayMs(attempt++, performance.now() - lostAt, Math.random())),
    stopTimers: () => clearTimeout(timer),
  };

  const tell = (event: SessionEvent) => {
    const step = sessionStep(state, event);
    const before = state;
    state = step.to;
    if (state === 'live') attempt = 0;
    else if (before === 'live') lostAt = performance.now();
    for (const effect of step.effects) perform[effect]();
    if (state !== before) options.onState(state);
    if (before === 'connecting' && state === 'waiting') options.onRefused();
  };

  const wake = () => {
    if (document.visibilityState === 'visible') tell('wake');
  };
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);
  tell('start');

  return {
    tell,
    send: (message) => {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    close: () => {
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('online', wake);
      window.removeEventListener('pageshow', wake);
      tell('stop');
    },
  };
};

const parse = (data: unknown): Down | undefined => {
  if (typeof data !== 'string') return undefined;
  try {
    return down.parse(JSON.parse(data));
  } catch {
    return undefined;
  }
};
