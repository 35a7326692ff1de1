import type { Command } from '@relight/shared/operation/commands';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { CrewId, IncidentId } from '@relight/shared/operation/ids';
import type { RefusalCode } from '@relight/shared/operation/refusals';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import type { CrewPosition } from '@relight/shared/protocol/down/positions';
import type { DatabaseTrouble } from '@relight/shared/protocol/trouble';
import type { Accessor } from 'solid-js';

/** A command as a page gives it: the id is added on the way. */
export type Order = Command extends infer One ? (One extends Command ? Omit<One, 'id'> : never) : never;

export type Outcome =
  | { readonly outcome: 'accepted'; readonly seq: number }
  | {
      readonly outcome: 'refused';
      readonly code: RefusalCode;
      readonly details?: Readonly<Record<string, string | number>> | undefined;
    }
  | { readonly outcome: 'failed'; readonly code: string; readonly message: string };

/** An order that has been given and not yet been answered. */
export type PendingCommand = { readonly command: Command; readonly since: number };

/** An order that can still be taken back: it is sent at that instant (ms, server time), or as soon as the page is left or another one follows. */
export type HeldOrder = { readonly command: Command; readonly until: number };

/** An order that an earlier page of this browser gave and that was never answered: it goes out on the first connection. */
export type Inherited = { readonly command: Command; readonly since: number; readonly outcome: Promise<Outcome> };

/**
 * How far what is on the screen can be trusted. `since` is the last instant (ms, server time) at which it was known to be complete.
 * `starting` is only before the first state has arrived.
 */
export type Freshness = {
  readonly status: 'starting' | 'live' | 'catchingUp' | 'stale' | 'signedOut';
  readonly since: number;
};

/** One operation, live: everything that a page may read of it, and the one way to change it. Made by `createLive`. */
export type Live = {
  readonly operation: string;
  /** The state with the pending commands applied: what the person should see. */
  readonly state: Accessor<OperationState>;
  /** One incident; changes only when that incident changes. */
  readonly incident: (id: IncidentId) => Incident | undefined;
  readonly freshness: Accessor<Freshness>;
  /** Why the server can write nothing at present; null while it can. What is shown is right all the same. */
  readonly trouble: Accessor<DatabaseTrouble | null>;
  /** Server time in ms, once a second. */
  readonly now: Accessor<number>;
  readonly positions: Accessor<ReadonlyMap<CrewId, CrewPosition>>;
  /** The newest log lines this client has seen, oldest first, bounded. Older ones come from the timeline over HTTP. */
  readonly recent: Accessor<readonly RecordedEvent[]>;
  readonly pending: Accessor<ReadonlyMap<string, PendingCommand>>;
  /** Unanswered orders of an earlier page, oldest first. */
  readonly inherited: readonly Inherited[];
  /** Gives an order. Its effect shows at once where it can be judged here; the promise settles with the server's answer, also after a reconnection. `holdMs`: how long it can be taken back before it is sent. */
  readonly submit: (order: Order, holdMs?: number) => Promise<Outcome>;
  /** The order that can still be taken back. */
  readonly held: Accessor<HeldOrder | null>;
  /** Undoes it: it was never sent, and its promise settles with `takenBack`. */
  readonly takeBack: () => void;
  readonly sendPosition: (position: {
    readonly lon: number;
    readonly lat: number;
    readonly accuracyM?: number;
  }) => void;
};
