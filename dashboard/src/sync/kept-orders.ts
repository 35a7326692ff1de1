import { type Command, commandSchema } from '@relight/shared/operation/commands';
import { z } from 'zod';

/** Where unanswered orders outlive the page: a reload, or signing in again, finds them. */
export type KeptOrders = {
  readonly all: () => readonly KeptOrder[];
  readonly keep: (order: KeptOrder) => void;
  readonly drop: (command: string) => void;
};

export type KeptOrder = { readonly command: Command; readonly since: number };

const kept = z.object({ command: commandSchema, since: z.number() });

/**
 * Under one name of this browser's storage, in the order in which they were given. Storage may be forbidden or full; the orders then
 * last as long as the page, which is what `all` of an empty storage says.
 */
export const makeKeptOrders = (
  name: string,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): KeptOrders => {
  const all = (): readonly KeptOrder[] => {
    try {
      const stored: unknown = JSON.parse(storage.getItem(name) ?? '[]');
      // One that another version of this page has written may not be an order any more; the others still are.
      return Array.isArray(stored) ? stored.flatMap((one) => kept.safeParse(one).data ?? []) : [];
    } catch {
      return [];
    }
  };
  const write = (orders: readonly KeptOrder[]) => {
    try {
      if (orders.length === 0) storage.removeItem(name);
      else storage.setItem(name, JSON.stringify(orders));
    } catch {
      // See above.
    }
  };
  return {
    all,
    keep: (order) => write([...all().filter(({ command }) => command.id !== order.command.id), order]),
    drop: (id) => {
      const before = all();
      const after = before.filter(({ command }) => command.id !== id);
      if (after.length < before.length) write(after);
    },
  };
};

/** For whoever needs none: a console gives its orders on a wire, and its person is there to see them fail. */
export const keepNothing: KeptOrders = { all: () => [], keep: () => {}, drop: () => {} };
