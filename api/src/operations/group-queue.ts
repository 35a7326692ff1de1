/** Answers items one group at a time: what arrives while a group is being handled makes up the next one. */
export type GroupQueue<Item, Answer> = {
  /** Rejects only if `handle` does. */
  push(item: Item): Promise<Answer>;
  readonly waiting: number;
  /** Settles when nothing is waiting or being handled. */
  drained(): Promise<void>;
};

type Waiting<Item, Answer> = {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * @param handle answers a group of at most `largest` items, in their order
 * @param emptied called whenever nothing is waiting any more
 */
export const createGroupQueue = <Item, Answer>(
  largest: number,
  handle: (items: readonly Item[]) => Promise<readonly Answer[]>,
  emptied: () => void = () => {},
): GroupQueue<Item, Answer> => {
  let waiting: Waiting<Item, Answer>[] = [];
  let running: Promise<void> | undefined;

  const run = async () => {
    while (waiting.length > 0) {
      const group = waiting.slice(0, largest);
      waiting = waiting.slice(largest);
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
    push: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= run();
      }),
    get waiting() {
      return waiting.length;
    },
    drained: async () => running,
  };
};
