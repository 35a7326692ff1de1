import { initialState } from '@relight/shared/operation/state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startFeed } from './feed.ts';
import { createReader } from './reader.ts';
import { silent } from './testing/open-operations.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const quietRoom = { operation: 'op', head: 0, state: initialState, recent: () => [], listen: () => () => {} };
const quietOperations = { positions: { listen: () => () => {}, all: () => [] }, now: () => Date.now() };

test('who takes nothing of what is sent is let go, also where nothing happens', () => {
  const ws = {
    bufferedAmount: 5_000_000,
    readyState: 1,
    OPEN: 1,
    send: vi.fn(),
    ping: vi.fn(),
    close: vi.fn(),
    once: vi.fn(),
    terminate: vi.fn(),
  };
  const reader = createReader(ws as never, 0);
  const emptied = vi.fn();
  const feed = startFeed({ room: quietRoom as never, operations: quietOperations as never, log: silent, emptied });
  feed.join(reader);
  vi.advanceTimersByTime(3_000);
  expect(ws.close).toHaveBeenCalledWith(1013, 'tooSlow');
  feed.leave(reader);
  expect(emptied).toHaveBeenCalled();
});

test('everybody hears in every heartbeat why nothing can be written, as long as it is so', () => {
  const ws = { bufferedAmount: 0, readyState: 1, OPEN: 1, send: vi.fn(), ping: vi.fn(), close: vi.fn(), once: vi.fn() };
  const writes: { trouble: 'full' | null } = { trouble: 'full' };
  const reader = createReader(ws as never, 0);
  const options = { room: quietRoom as never, operations: quietOperations as never, log: silent, emptied: () => {} };
  const feed = startFeed({ ...options, writes });
  const heard = () => JSON.parse(String(ws.send.mock.lastCall?.[0]));
  feed.join(reader);
  vi.advanceTimersByTime(1_000);
  expect(heard()).toMatchObject({ kind: 'heartbeat', trouble: 'full' });
  writes.trouble = null;
  vi.advanceTimersByTime(1_000);
  expect(heard()).not.toHaveProperty('trouble');
  feed.leave(reader);
});
