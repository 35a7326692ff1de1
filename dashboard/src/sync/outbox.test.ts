import type { Command } from '@relight/shared/operation/commands';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeptOrder, makeKeptOrders } from './kept-orders.ts';
import type { HeldOrder } from './live.ts';
import { makeOutbox } from './outbox.ts';

const order = (id: string): Command => ({ id, type: 'addNote', incident: 'inc_1', text: id });
const accepted = { outcome: 'accepted', seq: 7 } as const;

const makeLine = () => {
  const sent: string[] = [];
  const line = { up: true, sent };
  return { line, send: ({ id }: Command) => line.up && sent.push(id) > 0 };
};

describe('an order', () => {
  test('goes out again on every new connection until it is answered, under the same id', async () => {
    const { line, send } = makeLine();
    const outbox = makeOutbox(send);
    const outcome = outbox.give(order('a'), 0);
    outbox.forgetSent();
    outbox.sendUnsent();
    expect(line.sent).toEqual(['a', 'a']);
    expect(outbox.answer('a', accepted)).toBe(true);
    expect(await outcome).toEqual(accepted);
    outbox.forgetSent();
    outbox.sendUnsent();
    expect(line.sent).toEqual(['a', 'a']);
  });

  test('waits without a connection, and none overtakes another', () => {
    const { line, send } = makeLine();
    line.up = false;
    const outbox = makeOutbox(send);
    void outbox.give(order('a'), 0);
    line.up = true;
    // The connection is there, but not yet caught up: the older one has not gone.
    void outbox.give(order('b'), 0);
    expect(line.sent).toEqual([]);
    outbox.sendUnsent();
    expect(line.sent).toEqual(['a', 'b']);
  });

  test.each(['unavailable', 'overloaded', 'networkUnavailable'])(
    'is given again when the server could not tell (%s), and not before it is asked to',
    async (code) => {
      const { line, send } = makeLine();
      const outbox = makeOutbox(send);
      const outcome = outbox.give(order('a'), 0);
      expect(outbox.answer('a', { outcome: 'failed', code, message: '' })).toBe(false);
      expect(line.sent).toEqual(['a']);
      outbox.sendUnsent();
      expect(line.sent).toEqual(['a', 'a']);
      outbox.answer('a', { outcome: 'refused', code: 'stale' });
      expect(await outcome).toMatchObject({ outcome: 'refused' });
    },
  );

  test.each(['invalid', 'commandIdReused', 'operationUnknown', 'internal'])(
    'is not given again when that would change nothing (%s)',
    async (code) => {
      const { line, send } = makeLine();
      const outbox = makeOutbox(send);
      const outcome = outbox.give(order('a'), 0);
      expect(outbox.answer('a', { outcome: 'failed', code, message: '' })).toBe(true);
      outbox.sendUnsent();
      expect(line.sent).toEqual(['a']);
      expect(await outcome).toMatchObject({ outcome: 'failed', code });
    },
  );

  test('that is answered twice settles once', async () => {
    const outbox = makeOutbox(() => true);
    const outcome = outbox.give(order('a'), 0);
    outbox.answer('a', accepted);
    outbox.answer('a', { outcome: 'refused', code: 'stale' });
    expect(await outcome).toEqual(accepted);
  });
});

describe('an order that can be taken back', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const makeHolding = () => {
    const { line, send } = makeLine();
    const held: (HeldOrder | null)[] = [];
    const kept = new Map<string, KeptOrder>();
    const outbox = makeOutbox(
      send,
      { all: () => [...kept.values()], keep: (one) => kept.set(one.command.id, one), drop: (id) => kept.delete(id) },
      (now) => held.push(now),
    );
    return { line, held, kept, outbox };
  };

  test('is sent when its moment is over, and kept from the start', () => {
    const { line, held, kept, outbox } = makeHolding();
    void outbox.give(order('a'), 100, 10_000);
    expect(held).toEqual([{ command: order('a'), until: 10_100 }]);
    expect([...kept.keys()]).toEqual(['a']);
    // A new connection, or the next heartbeat, sends what is unsent: not this one.
    outbox.forgetSent();
    outbox.sendUnsent();
    vi.advanceTimersByTime(9_999);
    expect(line.sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(line.sent).toEqual(['a']);
    expect(held.at(-1)).toBeNull();
    expect(outbox.takeBack()).toBeUndefined();
  });

  test('is not sent once it was taken back, also not by a later page', async () => {
    const { line, held, kept, outbox } = makeHolding();
    const outcome = outbox.give(order('a'), 0, 10_000);
    expect(outbox.takeBack()).toEqual(order('a'));
    vi.advanceTimersByTime(20_000);
    outbox.sendUnsent();
    expect(line.sent).toEqual([]);
    expect(held.at(-1)).toBeNull();
    expect(kept.size).toBe(0);
    expect(await outcome).toMatchObject({ outcome: 'failed', code: 'takenBack' });
  });

  test('goes at once when another one follows or the page is left, in order', () => {
    const { line, outbox } = makeHolding();
    void outbox.give(order('a'), 0, 10_000);
    void outbox.give(order('b'), 0, 10_000);
    expect(line.sent).toEqual(['a']);
    outbox.letGo();
    expect(line.sent).toEqual(['a', 'b']);
    vi.advanceTimersByTime(20_000);
    expect(line.sent).toEqual(['a', 'b']);
  });

  test('waits like any other where there is no connection when its moment is over', () => {
    const { line, kept, outbox } = makeHolding();
    line.up = false;
    void outbox.give(order('a'), 0, 10_000);
    vi.advanceTimersByTime(10_000);
    expect([...kept.keys()]).toEqual(['a']);
    line.up = true;
    outbox.sendUnsent();
    expect(line.sent).toEqual(['a']);
  });
});

describe('kept orders', () => {
  const makeStorage = () => {
    const items = new Map<string, string>();
    return {
      items,
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    };
  };

  test('outlive the page, in order, until they are answered', () => {
    const storage = makeStorage();
    const first = makeOutbox(() => false, makeKeptOrders('orders', storage));
    void first.give(order('a'), 1);
    void first.give(order('b'), 2);
    first.close();
    const kept = makeKeptOrders('orders', storage);
    expect(kept.all()).toEqual([
      { command: order('a'), since: 1 },
      { command: order('b'), since: 2 },
    ]);
    const second = makeOutbox(() => true, kept);
    for (const { command, since } of kept.all()) void second.give(command, since);
    second.answer('a', accepted);
    expect(kept.all().map(({ command }) => command.id)).toEqual(['b']);
    second.answer('b', accepted);
    expect(storage.items.size).toBe(0);
  });

  test('that nobody can read any more are passed over, and take no other with them', () => {
    const storage = makeStorage();
    const readable = { command: order('a'), since: 1 };
    storage.setItem('orders', JSON.stringify([{ command: { type: 'fly' } }, readable]));
    expect(makeKeptOrders('orders', storage).all()).toEqual([readable]);
    storage.setItem('orders', 'not even JSON');
    expect(makeKeptOrders('orders', storage).all()).toEqual([]);
  });

  test('do not need a storage that works', () => {
    const refusing = () => {
      throw new Error('forbidden');
    };
    const kept = makeKeptOrders('orders', { getItem: refusing, setItem: refusing, removeItem: refusing });
    kept.keep({ command: order('a'), since: 1 });
    kept.drop('a');
    expect(kept.all()).toEqual([]);
  });
});
