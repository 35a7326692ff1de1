import type { RecordedEvent } from '@relight/shared/operation/events';
import { fold } from '@relight/shared/operation/evolve';
import { initialState } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import { PROTOCOL_VERSION } from '@relight/shared/protocol/version';
import { createRoot } from 'solid-js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLive } from './create-live.ts';
import { keepNothing } from './kept-orders.ts';
import { FakeSocket, restoreBrowser, stubBrowser } from './testing-browser.ts';

beforeEach(() => {
  stubBrowser();
});
afterEach(() => {
  dispose();
  restoreBrowser();
});

let dispose = () => {};
const whyRefused = vi.fn<() => Promise<'signedOut' | 'unknown' | null>>();
const onSignedOut = vi.fn();
const onUnknown = vi.fn();

const start = () => {
  for (const mock of [whyRefused, onSignedOut, onUnknown]) mock.mockReset();
  whyRefused.mockResolvedValue(null);
  return createRoot((end) => {
    dispose = end;
    return createLive({
      operation: 'op_1',
      actor: { id: 'usr_1', role: 'dispatcher' },
      crew: () => undefined,
      kept: keepNothing,
      onSignedOut,
      whyRefused,
      onUnknown,
    });
  });
};

const actor = { id: 'usr_1', role: 'dispatcher' } as const;
const line = (seq: number, command = `cmd-${seq}`): RecordedEvent => ({
  seq,
  at: '2026-11-24T08:00:00.000Z',
  actor,
  command,
  event:
    seq === 1
      ? { type: 'operationOpened', kind: 'live', name: { zh: '试', en: 'Test' }, network: null }
      : { type: 'responseLevelSet', level: 'II', matters: `storm ${seq}`, expectedUntil: null, measures: '' },
});
const log = (last: number) => Array.from({ length: last }, (_, index) => line(index + 1));
const now = () => new Date().toISOString();

const welcome = (head: number) =>
  FakeSocket.newest.say({
    kind: 'welcome',
    version: PROTOCOL_VERSION,
    operation: 'op_1',
    actor,
    head,
    serverTime: now(),
  });
const events = (...lines: RecordedEvent[]) => FakeSocket.newest.say({ kind: 'events', events: lines });
const beat = (head: number, hash?: string) =>
  FakeSocket.newest.say({ kind: 'heartbeat', serverTime: now(), head, ...(hash && { hash, hashSeq: head }) });
const connect = (...lines: RecordedEvent[]) => {
  FakeSocket.newest.open();
  welcome(lines.at(-1)?.seq ?? 0);
  events(...lines);
  vi.advanceTimersByTime(20);
};
const asked = () => FakeSocket.newest.sent.filter(({ kind }) => kind === 'resume');
const given = () =>
  FakeSocket.newest.sent.flatMap(({ kind, command }) => (kind === 'command' ? [command as { id: string }] : []));

const level = (matters: string) =>
  ({ type: 'setResponseLevel', level: 'II', matters, expectedUntil: null, measures: '' }) as const;

describe('a live operation', () => {
  test('is live when it has all that the server has', () => {
    const live = start();
    FakeSocket.newest.open();
    welcome(2);
    events(line(1));
    expect(live.freshness().status).toBe('starting');
    events(line(2));
    vi.advanceTimersByTime(20);
    expect(live.freshness().status).toBe('live');
    expect(live.state().seq).toBe(2);
  });

  test('asks again where a line is missing', () => {
    const live = start();
    connect(...log(2));
    events(line(4));
    expect(asked()).toEqual([{ kind: 'resume', from: 2 }]);
    expect(live.freshness().status).toBe('catchingUp');
    events(line(3), line(4));
    vi.advanceTimersByTime(20);
    expect(live.state().seq).toBe(4);
  });

  test('asks again when a heartbeat has announced more than has come', () => {
    start();
    connect(...log(2));
    beat(3);
    expect(asked()).toEqual([]);
    beat(3);
    expect(asked()).toEqual([{ kind: 'resume', from: 2 }]);
  });

  test('knows why nothing can be written, for as long as heartbeats say so', () => {
    const live = start();
    connect(...log(2));
    expect(live.trouble()).toBeNull();
    FakeSocket.newest.say({ kind: 'heartbeat', serverTime: now(), head: 2, trouble: 'full' });
    expect(live.trouble()).toBe('full');
    expect(live.freshness().status).toBe('live');
    beat(2);
    expect(live.trouble()).toBeNull();
  });

  test('takes a snapshot in place of a copy that differs from the server’s', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const live = start();
    connect(...log(2));
    beat(2, stateHash(fold(initialState, log(2))));
    expect(asked()).toEqual([]);
    beat(2, 'f'.repeat(32));
    expect(asked()).toEqual([{ kind: 'resume', from: null }]);
    const other = { ...fold(initialState, log(2)), name: { zh: '另', en: 'Other' } };
    FakeSocket.newest.say({ kind: 'snapshot', state: other });
    vi.advanceTimersByTime(20);
    expect(live.state().name.en).toBe('Other');
    expect(live.freshness().status).toBe('live');
  });

  test('says that it is stale two seconds after the last word, and the time with it', () => {
    const live = start();
    connect(...log(1));
    const since = live.freshness().since;
    vi.advanceTimersByTime(2000);
    expect(live.freshness()).toEqual({ status: 'stale', since });
    expect(live.now() - since).toBeGreaterThanOrEqual(1980);
  });

  test('of a server that has gone shows the age two seconds after the last word, too', () => {
    const live = start();
    connect(...log(1));
    vi.advanceTimersByTime(700);
    FakeSocket.newest.drop();
    vi.advanceTimersByTime(1300);
    expect(live.freshness().status).toBe('stale');
    expect(live.now() - live.freshness().since).toBeGreaterThanOrEqual(1980);
  });
});

describe('orders given without a connection', () => {
  test('are shown, sent in order after reconnecting, and answered', async () => {
    const live = start();
    connect(...log(1));
    FakeSocket.newest.drop();
    const outcomes = [live.submit(level('first')), live.submit(level('second'))];
    vi.advanceTimersByTime(20);
    expect(live.pending().size).toBe(2);
    vi.advanceTimersByTime(200);
    connect(line(1));
    const ids = given().map(({ id }) => id);
    expect(ids).toHaveLength(2);
    events(line(2, ids[0]), line(3, ids[1]));
    for (const [index, command] of ids.entries()) {
      FakeSocket.newest.say({ kind: 'answer', command, result: { outcome: 'accepted', seq: index + 2 } });
    }
    expect(await Promise.all(outcomes)).toEqual([
      { outcome: 'accepted', seq: 2 },
      { outcome: 'accepted', seq: 3 },
    ]);
    vi.advanceTimersByTime(20);
    expect(live.pending().size).toBe(0);
  });

  test('that the server could not judge go again with the next heartbeat, not at once', () => {
    const live = start();
    connect(...log(1));
    void live.submit(level('first'));
    const [first] = given();
    FakeSocket.newest.say({
      kind: 'answer',
      command: first?.id ?? '',
      result: { outcome: 'failed', code: 'overloaded', message: '' },
    });
    expect(given()).toHaveLength(1);
    beat(1);
    expect(given().map(({ id }) => id)).toEqual([first?.id, first?.id]);
  });
});

describe('an order that can be taken back', () => {
  test('shows its effect at once, and none once it was taken back', async () => {
    const live = start();
    connect(...log(1));
    const outcome = live.submit(level('pressed'), 10_000);
    vi.advanceTimersByTime(20);
    expect(live.pending().size).toBe(1);
    expect(live.held()?.command).toMatchObject({ matters: 'pressed' });
    live.takeBack();
    vi.advanceTimersByTime(20_000);
    expect(live.pending().size).toBe(0);
    expect(live.held()).toBeNull();
    expect(given()).toEqual([]);
    expect(await outcome).toMatchObject({ code: 'takenBack' });
  });

  test.each(['pagehide', 'visibilitychange'])('is sent as soon as nobody sees the page (%s)', (left) => {
    const live = start();
    connect(...log(1));
    void live.submit(level('pressed'), 10_000);
    expect(given()).toEqual([]);
    Object.assign(document, { visibilityState: 'hidden' });
    (left === 'pagehide' ? window : document).dispatchEvent(new Event(left));
    expect(given()).toHaveLength(1);
    expect(live.held()).toBeNull();
  });
});

describe('a connection that is refused', () => {
  const refuse = async () => {
    FakeSocket.newest.drop();
    await vi.advanceTimersByTimeAsync(0);
  };

  test('is tried again for ever while nobody says why', async () => {
    const live = start();
    await refuse();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(FakeSocket.all.length).toBeGreaterThan(1);
    expect(live.freshness().status).toBe('starting');
    expect(onSignedOut).not.toHaveBeenCalled();
  });

  test('because the session is over is the end, and is said', async () => {
    const live = start();
    whyRefused.mockResolvedValue('signedOut');
    await refuse();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onSignedOut).toHaveBeenCalledTimes(1);
    expect(live.freshness().status).toBe('signedOut');
    expect(FakeSocket.all).toHaveLength(1);
  });

  test('because there is no such operation is the end, and is said', async () => {
    start();
    whyRefused.mockResolvedValue('unknown');
    await refuse();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onUnknown).toHaveBeenCalledTimes(1);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
