import { DEAF_MS, type SessionState } from '@relight/shared/sync/session';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeConnection } from './connection.ts';
import { FakeSocket, restoreBrowser, stubBrowser } from './testing-browser.ts';

let browser: ReturnType<typeof stubBrowser>;
beforeEach(() => {
  browser = stubBrowser();
});
afterEach(restoreBrowser);

const beat = (head = 0) => ({ kind: 'heartbeat', serverTime: new Date().toISOString(), head }) as const;

const start = () => {
  const states: SessionState[] = [];
  const onMessage = vi.fn();
  const onRefused = vi.fn();
  const connection = makeConnection({
    url: () => 'ws://relight.test/api/live',
    onMessage,
    onState: (state) => states.push(state),
    onRefused,
  });
  return { connection, states, onMessage, onRefused };
};

describe('the connection', () => {
  test('replaces a socket that stays deaf, and listens to the new one only', () => {
    const { connection, states, onMessage } = start();
    const deaf = FakeSocket.newest;
    deaf.open();
    connection.tell('caughtUp');
    vi.advanceTimersByTime(2000);
    expect(states.at(-1)).toBe('silent');
    vi.advanceTimersByTime(DEAF_MS);
    expect(states.at(-1)).toBe('waiting');
    expect(deaf.readyState).toBe(3);
    vi.advanceTimersByTime(200);
    expect(FakeSocket.all).toHaveLength(2);
    deaf.say(beat());
    expect(onMessage).not.toHaveBeenCalled();
    FakeSocket.newest.open();
    FakeSocket.newest.say(beat());
    expect(onMessage).toHaveBeenCalledTimes(1);
  });

  test('begins again at a message that it cannot understand', () => {
    const { states } = start();
    FakeSocket.newest.open();
    FakeSocket.newest.say('{"kind":"riddle"}');
    expect(states.at(-1)).toBe('waiting');
  });

  test('says when an attempt came to nothing, and not when an open connection was lost', () => {
    const { onRefused } = start();
    FakeSocket.newest.open();
    FakeSocket.newest.drop();
    expect(onRefused).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    FakeSocket.newest.drop();
    expect(onRefused).toHaveBeenCalledTimes(1);
  });

  test('tries at once when the network is back', () => {
    start();
    FakeSocket.newest.drop();
    const before = FakeSocket.all.length;
    browser.window.dispatchEvent(new Event('online'));
    expect(FakeSocket.all).toHaveLength(before + 1);
  });

  test('sends nothing that would hide in a closed socket', () => {
    const { connection } = start();
    expect(connection.send({ kind: 'resume', from: 1 })).toBe(false);
    FakeSocket.newest.open();
    expect(connection.send({ kind: 'resume', from: 1 })).toBe(true);
    FakeSocket.newest.drop();
    expect(connection.send({ kind: 'resume', from: 1 })).toBe(false);
  });

  test('ends for good when it is closed', () => {
    const { connection } = start();
    FakeSocket.newest.open();
    connection.close();
    browser.window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
