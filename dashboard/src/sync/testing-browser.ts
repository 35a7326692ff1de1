import type { Down } from '@relight/shared/protocol/down';
import { vi } from 'vitest';

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readonly url: string;
  readyState = 0;
  readonly sent: { readonly kind: string; readonly [member: string]: unknown }[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;

  constructor(url: string) {
    this.url = url;
    FakeSocket.all.push(this);
  }
  static get newest(): FakeSocket {
    const newest = FakeSocket.all.at(-1);
    if (newest === undefined) throw new Error('nobody has connected');
    return newest;
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
  /** The server, or the network, ends it. */
  drop() {
    this.readyState = 3;
    this.onclose?.();
  }
  say(message: Down | string) {
    this.onmessage?.({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }
}

/** As much of a browser as a connection needs, with timers in the hand of the test. */
export const stubBrowser = () => {
  FakeSocket.all = [];
  const window = new EventTarget();
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('location', { protocol: 'http:', host: 'relight.test', reload: vi.fn() });
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work, 16));
  return { window };
};

export const restoreBrowser = () => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
};
