import type { Accessor } from 'solid-js';
import { createSignal } from 'solid-js';
import type { HeldOrder, Live, Order, Outcome } from '../../sync/live.ts';
import { dated } from './dated.ts';
import { holdMs } from './hold.ts';

/** An order given on this page, or left over from an earlier one, and what became of it. */
export type Entry = {
  readonly key: number;
  readonly order: Order;
  readonly at: number;
  readonly outcome: Outcome | null;
};

/** How many answered ones stay in view. */
const KEPT = 20;

export type Outbox = {
  /** In the order in which they were given. */
  readonly entries: Accessor<readonly Entry[]>;
  readonly waiting: Accessor<readonly Entry[]>;
  /** How many of those would go if they could: what can still be taken back is not late. */
  readonly unsent: Accessor<number>;
  /** The oldest one that was not carried out and has not been read yet. */
  readonly unread: Accessor<Entry | null>;
  readonly give: (order: Order) => Promise<Outcome>;
  /** Gives an order that a single press has asked for: it can be taken back for a moment, in which it is not sent. */
  readonly press: (order: Order) => Promise<Outcome>;
  readonly held: Accessor<HeldOrder | null>;
  readonly takeBack: () => void;
  readonly read: (entry: Entry) => void;
};

/** Every order that this phone gave, in order, none lost. What went wrong stays until somebody has read it. */
export const createOutbox = (live: Live): Outbox => {
  const [entries, setEntries] = createSignal<readonly Entry[]>([]);
  const [readKeys, setReadKeys] = createSignal<ReadonlySet<number>>(new Set());
  let count = 0;
  const enter = async (order: Order, at: number, answered: Promise<Outcome>) => {
    const key = ++count;
    setEntries((all) => kept([...all, { key, order, at, outcome: null }]));
    const outcome = await answered;
    const undone = outcome.outcome === 'failed' && outcome.code === 'takenBack';
    setEntries((all) =>
      undone
        ? all.filter((entry) => entry.key !== key)
        : all.map((entry) => (entry.key === key ? { ...entry, outcome } : entry)),
    );
    return outcome;
  };
  for (const { command, since, outcome } of live.inherited) void enter(command, since, outcome);
  const wrong = (entry: Entry) => entry.outcome !== null && entry.outcome.outcome !== 'accepted';
  const waiting = () => entries().filter((entry) => entry.outcome === null);
  return {
    entries,
    waiting,
    unsent: () => waiting().length - Number(live.held() !== null),
    unread: () => entries().find((entry) => wrong(entry) && !readKeys().has(entry.key)) ?? null,
    read: (entry) => setReadKeys((keys) => new Set([...keys, entry.key])),
    give: (order) => enter(order, live.now(), live.submit(dated(order, live.state(), live.now()))),
    press: (order) => {
      const hold = holdMs(order, live.state(), live.now());
      return enter(order, live.now(), live.submit(dated(order, live.state(), live.now()), hold));
    },
    held: live.held,
    takeBack: live.takeBack,
  };
};

/** Drops the oldest answered ones, never one that is still waiting. */
const kept = (all: readonly Entry[]): readonly Entry[] => {
  const surplus = all.length - KEPT;
  if (surplus <= 0) return all;
  const droppable = new Set(all.filter((entry) => entry.outcome !== null).slice(0, surplus));
  return all.filter((entry) => !droppable.has(entry));
};
