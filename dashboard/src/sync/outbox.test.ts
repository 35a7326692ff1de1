import type { Command } from '@relight/shared/operation/commands';
import { describe, expect, test } from 'vitest';
import { makeKeptOrders } from './kept-orders.ts';
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
