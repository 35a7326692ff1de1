/**
 * Answers items one group at a time: what arrives while a group is being handled makes up the next one. Owners take turns, item by item,
 * so that somebody who brings a thousand delays nobody who brings one; each owner's own items keep their order.
 */
export type GroupQueue<Item, Answer> = {
  /** Rejects only if `handle` does. */
  push(item: Item): Promise<Answer>;
  /** Settles when nothing is waiting or being handled. */
  drained(): Promise<void>;
};

type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

type Options<Item, Answer> = {
  /** Items in a group, at most. */
  readonly largest: number;
  /** Items that wait, at most. Who brings one more takes the place of the newest of whoever has most waiting, or is turned away. */
  readonly longest: number;
  readonly ownerOf: (item: Item) => string;
  /** Answers a group, in its order. */
  readonly handle: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** The answer to an item that has no place. */
  readonly turnedAway: (item: Item) => Answer;
  /** Called whenever nothing is waiting any more. */
  readonly emptied: () => void;
};

export const createGroupQueue = <Item, Answer>({
  largest,
  longest,
  ownerOf,
  handle,
  turnedAway,
  emptied,
}: Options<Item, Answer>): GroupQueue<Item, Answer> => {
  /** By owner; whose turn is next comes first. */
  const waiting = new Map<string, Waiting<Item, Answer>[]>();
  let count = 0;
  let running: Promise<void> | undefined;

  const takeGroup = (): Waiting<Item, Answer>[] => {
    const group: Waiting<Item, Answer>[] = [];
    // Whoever has had a turn goes to the end, and this loop comes by there again.
    for (const [owner, items] of waiting) {
      waiting.delete(owner);
      group.push(items.shift() as Waiting<Item, Answer>);
      if (items.length > 0) waiting.set(owner, items);
      if (group.length === largest) break;
    }
    count -= group.length;
    return group;
  };

  /** Makes room for one more of an owner; false where nobody has more waiting than that owner. */
  const makeRoom = (owner: string): boolean => {
    let most = waiting.get(owner) ?? [];
    for (const items of waiting.values()) if (items.length > most.length) most = items;
    if (most.length <= (waiting.get(owner)?.length ?? 0)) return false;
    const last = most.pop() as Waiting<Item, Answer>;
    last.resolve(turnedAway(last.item));
    count -= 1;
    return true;
  };

  const run = async () => {
    while (count > 0) {
      const group = takeGroup();
      try {
        const answers = await handle(group.map(({ item }) => item));
        for (const [i, { resolve }] of group.entries()) resolve(answers[i] as Answer);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    running = undefined;
    emptied();
  };

  return {
    push: (item) => {
      const owner = ownerOf(item);
      if (count >= longest && !makeRoom(owner)) return Promise.resolve(turnedAway(item));
      return new Promise((resolve, reject) => {
        const items = waiting.get(owner) ?? [];
        items.push({ item, resolve, reject });
        waiting.set(owner, items);
        count += 1;
        running ??= run();
      });
    },
    drained: async () => running,
  };
};
