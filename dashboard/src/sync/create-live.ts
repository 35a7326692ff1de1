import type { Command } from '@relight/shared/operation/commands';
import type { Context } from '@relight/shared/operation/context';
import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import type { CrewId } from '@relight/shared/operation/ids';
import type { Incident } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import type { Down } from '@relight/shared/protocol/down';
import type { CrewPosition } from '@relight/shared/protocol/down/positions';
import type { DatabaseTrouble } from '@relight/shared/protocol/trouble';
import { PROTOCOL_VERSION, SILENCE_MS } from '@relight/shared/protocol/version';
import type { CrewFacts } from '@relight/shared/rules/qualification';
import {
  emptyReplica,
  propose,
  type Replica,
  receiveAcceptance,
  receiveEvents,
  receiveSnapshot,
  withdraw,
} from '@relight/shared/sync/replica';
import { batch, createMemo, createSignal, getOwner, onCleanup, runWithOwner } from 'solid-js';
import { makeConnection } from './connection.ts';
import { freshnessOf } from './freshness.ts';
import type { KeptOrders } from './kept-orders.ts';
import type { Freshness, HeldOrder, Inherited, Live, Order, PendingCommand } from './live.ts';
import { newId } from './new-id.ts';
import { makeOnceAFrame } from './once-a-frame.ts';
import { makeOutbox } from './outbox.ts';
import { makeServerClock } from './server-clock.ts';

/** Log lines kept for the panels that show what has just happened. */
const RECENT_LINES = 500;

/** Connects to one operation and keeps a replica of it until the owner is disposed. */
export const createLive = (options: {
  readonly operation: string;
  readonly actor: Actor;
  /** What the rules need to know about a crew; undefined while the roster is not loaded. */
  readonly crew: (id: string) => CrewFacts | undefined;
  /** Where unanswered orders outlive this page. */
  readonly kept: KeptOrders;
  /** Called when the server says that this session is over. */
  readonly onSignedOut: () => void;
  /** Asks why there is no connection, as far as that is not the network's fault. */
  readonly whyRefused: () => Promise<'signedOut' | 'unknown' | null>;
  /** Called when there is no such operation. */
  readonly onUnknown: () => void;
}): Live => {
  const clock = makeServerClock();
  const [state, setState] = createSignal(emptyReplica.shown);
  const [freshness, setFreshness] = createSignal<Freshness>({ status: 'starting', since: clock.now() });
  const [trouble, setTrouble] = createSignal<DatabaseTrouble | null>(null);
  const [now, setNow] = createSignal(clock.now());
  const [positions, setPositions] = createSignal<ReadonlyMap<CrewId, CrewPosition>>(new Map());
  const [recent, setRecent] = createSignal<readonly RecordedEvent[]>([]);
  const [pending, setPending] = createSignal<ReadonlyMap<string, PendingCommand>>(new Map());

  const [held, setHeld] = createSignal<HeldOrder | null>(null);

  let replica: Replica = emptyReplica;
  let fresh: readonly RecordedEvent[] = [];
  /** The head of the log as the server last said it. */
  let head = 0;
  /** The confirmed state was found to differ from the server's: only a snapshot mends it. */
  let distrusted = false;
  let tickWhenStale: ReturnType<typeof setTimeout> | undefined;
  const tellTime = () => setNow(clock.now());

  const outbox = makeOutbox((command) => connection.send({ kind: 'command', command }), options.kept, setHeld);
  const connection = makeConnection({
    url: () => {
      const query = new URLSearchParams({ operation: options.operation });
      if (replica.confirmed.seq > 0 && !distrusted) query.set('from', String(replica.confirmed.seq));
      return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live?${query}`;
    },
    onMessage: (message) => take(message),
    onState: (session) => {
      if (session === 'connecting') outbox.forgetSent();
      setFreshness((before) => freshnessOf(session, before, clock.now()));
      tellTime();
      // The clock of the page ticks once a second: too coarse for the moment from which what is shown counts as old.
      clearTimeout(tickWhenStale);
      if (session !== 'live') tickWhenStale = setTimeout(tellTime, freshness().since + SILENCE_MS - clock.now());
      if (session === 'ended') options.onSignedOut();
    },
    onRefused: async () => {
      const why = await options.whyRefused();
      if (why === 'signedOut') connection.tell('dismissed');
      if (why !== 'unknown') return;
      connection.tell('stop');
      options.onUnknown();
    },
  });

  const publish = makeOnceAFrame(() =>
    batch(() => {
      setState(() => replica.shown);
      setPending(
        new Map(
          replica.pending.map(({ command }) => [
            command.id,
            { command, since: outbox.since(command.id) ?? clock.now() },
          ]),
        ),
      );
      const lines = fresh;
      fresh = [];
      if (lines.length > 0) setRecent((before) => [...before, ...lines].slice(-RECENT_LINES));
    }),
  );
  const show = (next: Replica) => {
    replica = next;
    publish();
  };

  const take = (message: Down): void => {
    switch (message.kind) {
      case 'welcome':
        clock.observe(message.serverTime);
        if (message.version !== PROTOCOL_VERSION) location.reload();
        head = message.head;
        break;
      case 'snapshot':
        // Always in place of what is here: the server sends one only to a client that has nothing, lags far behind, or has gone wrong.
        show(receiveSnapshot(replica, message.state, true));
        distrusted = false;
        break;
      case 'events': {
        // Also of lines that cannot be taken yet: until they can, this page is not complete.
        head = Math.max(head, message.events.at(-1)?.seq ?? 0);
        const received = receiveEvents(replica, message.events);
        fresh = [...fresh, ...received.fresh];
        show(received.replica);
        if (received.gap) askAgain(replica.confirmed.seq);
        break;
      }
      case 'answer':
        takeAnswer(message);
        return;
      case 'heartbeat':
        takeHeartbeat(message);
        break;
      case 'positions':
        setPositions((before) => new Map([...before, ...message.positions.map((one) => [one.crew, one] as const)]));
        return;
      case 'bye':
        if (!message.retry) connection.tell('dismissed');
        return;
      default:
        message satisfies never;
    }
    if (replica.confirmed.seq >= head && !distrusted) completeNow();
  };

  const completeNow = () => {
    connection.tell('caughtUp');
    setFreshness((before) => (before.status === 'live' ? { status: 'live', since: clock.now() } : before));
    outbox.sendUnsent();
  };

  const takeHeartbeat = (beat: Extract<Down, { kind: 'heartbeat' }>) => {
    clock.observe(beat.serverTime);
    setTrouble(beat.trouble ?? null);
    tellTime();
    // Lines may be on their way for the length of a batch; what the beat before announced must have come by now.
    if (replica.confirmed.seq < head) askAgain(replica.confirmed.seq);
    head = beat.head;
    if (beat.hash === undefined || beat.hashSeq !== replica.confirmed.seq) return;
    if (beat.hash === stateHash(replica.confirmed)) return;
    console.error(`this page's copy differs from the server's at event ${beat.hashSeq}; loading it again`);
    distrusted = true;
    askAgain(null);
  };

  const askAgain = (from: number | null) => {
    connection.tell('fellBehind');
    connection.send({ kind: 'resume', from });
  };

  const takeAnswer = ({ command, result }: Extract<Down, { kind: 'answer' }>) => {
    if (!outbox.answer(command, result)) return;
    show(result.outcome === 'accepted' ? receiveAcceptance(replica, command, result.seq) : withdraw(replica, command));
  };

  const context = (): Context => ({
    actor: options.actor,
    at: new Date(clock.now()).toISOString(),
    network: null,
    crew: options.crew,
    position: (crew) => positions().get(crew as CrewId),
  });

  const tick = setInterval(tellTime, 1000);
  // A page that nobody sees may be put to sleep or ended: what can still be taken back there is sent while it can be.
  const letGoUnseen = () => {
    if (document.visibilityState === 'hidden') outbox.letGo();
  };
  document.addEventListener('visibilitychange', letGoUnseen);
  window.addEventListener('pagehide', outbox.letGo);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', letGoUnseen);
    window.removeEventListener('pagehide', outbox.letGo);
    outbox.letGo();
    clearInterval(tick);
    clearTimeout(tickWhenStale);
    connection.close();
    outbox.close();
  });

  const give = (command: Command, since: number, holdMs?: number) => {
    show(propose(replica, command, context()));
    return outbox.give(command, since, holdMs);
  };
  const inherited: readonly Inherited[] = options.kept
    .all()
    .map(({ command, since }) => ({ command, since, outcome: give(command, since) }));

  const owner = getOwner();
  const incidents = new Map<string, () => Incident | undefined>();
  return {
    operation: options.operation,
    state,
    incident: (id) => {
      // Identity is enough: `evolve` makes a new incident object only for the one that changed. The memo outlives the panel that asks first.
      const known = incidents.get(id) ?? runWithOwner(owner, () => createMemo(() => state().incidents[id]));
      if (known === undefined) return undefined;
      incidents.set(id, known);
      return known();
    },
    freshness,
    trouble,
    now,
    positions,
    recent,
    pending,
    inherited,
    submit: (order, holdMs) => {
      const command = { ...withoutOwnStaleness(order, replica), id: newId('cmd') } as Command;
      return give(command, clock.now(), holdMs);
    },
    held,
    takeBack: () => {
      const command = outbox.takeBack();
      if (command !== undefined) show(withdraw(replica, command.id));
    },
    sendPosition: (position) => {
      connection.send({ kind: 'position', ...position });
    },
  };
};

/** An order that follows the person's own unanswered one on the same incident is not stale because of that one. */
const withoutOwnStaleness = (order: Order, { pending }: Replica): Order => {
  if (!('basedOn' in order) || !('incident' in order)) return order;
  const own = pending.some(({ command }) => 'incident' in command && command.incident === order.incident);
  if (!own) return order;
  const { basedOn: _own, ...rest } = order;
  return rest as Order;
};
