import type { Bye } from '@relight/shared/protocol/down/bye';
import type { WebSocket } from 'ws';
import { frame } from './frames.ts';

/** With this much unsent, nothing more is sent until it is gone. */
const HIGH_WATER_BYTES = 256 * 1024;
/** With this much unsent beyond its snapshot, a reader is let go at once. */
const LIMIT_BYTES = 4 * 1024 * 1024;
/** A reader may be behind for this long, and longer in proportion to what it was sent: a large state takes its time on a slow line. */
const PATIENCE_MS = 10_000;
const SLOWEST_BYTES_PER_MS = 100;

/**
 * The way out of one connection. `cursor` is the last event that was sent; it decides alone what is sent next, so nothing is missed or
 * repeated whoever sends it.
 */
export type Reader = {
  readonly ws: WebSocket;
  cursor: number;
  /** The state is to be sent before any more events. */
  wantsSnapshot: boolean;
  /** Somebody is reading the log for it. */
  busy: boolean;
  /** Until when it must have taken what it was sent; null when it keeps up. */
  lateAt: number | null;
  /** How much it was sent in one piece. */
  largest: number;
  heardAt: number;
  closing: boolean;
};

/** @param from what the client has; null when it has nothing */
export const createReader = (ws: WebSocket, from: number | null): Reader => ({
  ws,
  cursor: from ?? 0,
  wantsSnapshot: from === null,
  busy: false,
  lateAt: null,
  largest: 0,
  heardAt: Date.now(),
  closing: false,
});

export const send = (reader: Reader, message: Buffer): void => {
  if (reader.closing || reader.ws.readyState !== reader.ws.OPEN) return;
  reader.largest = Math.max(reader.largest, message.length);
  reader.ws.send(message, { binary: false });
};

/**
 * Whether more may be sent now. When not, `drained` is called once everything sent so far has left this process: an empty ping follows it
 * through the same buffer and says so, without a timer.
 */
export const keepsUp = (reader: Reader, drained: () => void): boolean => {
  if (reader.lateAt !== null) return false;
  const unsent = reader.ws.bufferedAmount;
  if (unsent <= HIGH_WATER_BYTES) return true;
  reader.lateAt = Date.now() + PATIENCE_MS + unsent / SLOWEST_BYTES_PER_MS;
  reader.ws.ping('', false, (error) => {
    if (error) return;
    reader.lateAt = null;
    reader.largest = 0;
    drained();
  });
  return false;
};

/** Whether there is no more use in waiting for it. */
export const isTooSlow = (reader: Reader, now: number): boolean =>
  reader.lateAt !== null && (now > reader.lateAt || reader.ws.bufferedAmount > LIMIT_BYTES + reader.largest);

const CLOSE_CODES: Readonly<Record<Bye['reason'], number>> = {
  signedOut: 4401,
  tooSlow: 1013,
  shuttingDown: 1001,
  badMessage: 1008,
  otherVersion: 4426,
};
/** How long a client may take to close from its side; one that was too slow has much to read before it comes to the reason. */
const CLOSING_MS = 2_000;
const CLOSING_SLOW_MS = 10_000;

/** Says why and closes. */
export const sayBye = (reader: Reader, reason: Bye['reason'], retry: boolean, message?: string): void => {
  if (reader.closing) return;
  send(reader, frame({ kind: 'bye', reason, retry, ...(message !== undefined && { message }) }));
  reader.closing = true;
  reader.ws.close(CLOSE_CODES[reason], reason);
  const timer = setTimeout(() => reader.ws.terminate(), reason === 'tooSlow' ? CLOSING_SLOW_MS : CLOSING_MS);
  timer.unref();
  reader.ws.once('close', () => clearTimeout(timer));
};
