import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import { fold } from '@relight/shared/operation/evolve';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import { crewOne, dispatcher } from '@relight/shared/operation/testing/world';
import { type Down, down } from '@relight/shared/protocol/down';
import type { Up } from '@relight/shared/protocol/up';
import { WebSocket } from 'ws';
import { createLive } from '../live.ts';
import type { Operations } from '../operations.ts';
import { silent } from './open-operations.ts';

const ACTORS: Readonly<Record<string, Actor>> = {
  dispatcher,
  crew: crewOne,
  wall: { id: 'usr_wall', role: 'wall' },
};

/** A server with nothing but the live socket; the cookie is simply who one wants to be. */
export const startLiveServer = async (
  operations: Operations,
  options: Pick<Parameters<typeof createLive>[0], 'limits' | 'security'> = {},
) => {
  const revoked = new Set<(sessionId: string) => void>();
  const live = createLive({
    operations,
    log: silent,
    ...options,
    authenticate: async ({ headers }) => {
      const name = headers.cookie ?? '';
      const actor = ACTORS[name];
      return actor === undefined ? null : { actor, sessionId: name };
    },
    sessions: {
      onRevoked(listener) {
        revoked.add(listener);
        return () => revoked.delete(listener);
      },
    },
  });
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on('upgrade', (request, socket, head) => void live.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/api/live?operation=op`,
    revoke: (sessionId: string) => {
      for (const listener of revoked) listener(sessionId);
    },
    async close() {
      await live.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A client that checks everything it hears: each message against its schema, each event against the one before it. */
export type TestClient = {
  readonly ws: WebSocket;
  readonly heard: readonly Down[];
  readonly state: OperationState;
  readonly events: readonly RecordedEvent[];
  /** Resolves with the first message, already heard or to come, that the test accepts. */
  waitFor<Kind extends Down['kind']>(
    kind: Kind,
    test?: (message: Extract<Down, { kind: Kind }>) => boolean,
  ): Promise<Extract<Down, { kind: Kind }>>;
  say(message: Up): void;
  /** Resolves when the state has come to event `seq`. */
  at(seq: number): Promise<void>;
  readonly closed: Promise<number>;
  close(): Promise<number>;
};

/** @param state what the client has from an earlier connection; without it, it asks for everything from `from`, or for a snapshot */
export const connectClient = (
  url: string,
  {
    as = 'dispatcher',
    state,
    headers = {},
  }: { as?: string; state?: OperationState; headers?: Record<string, string> } = {},
): Promise<TestClient> =>
  new Promise((resolve, reject) => {
    const ws = new WebSocket(state === undefined ? url : `${url}&from=${state.seq}`, {
      headers: { cookie: as, ...headers },
    });
    const heard: Down[] = [];
    const events: RecordedEvent[] = [];
    const waiting = new Set<() => void>();
    let current = state ?? initialState;
    const closed = new Promise<number>((done) => ws.on('close', done));

    ws.on('message', (data) => {
      const message = down.parse(JSON.parse(data.toString()));
      heard.push(message);
      if (message.kind === 'snapshot') current = message.state;
      if (message.kind === 'events') {
        for (const event of message.events) {
          if (event.seq !== current.seq + 1) throw new Error(`event ${event.seq} came after ${current.seq}`);
          current = fold(current, [event]);
          events.push(event);
        }
      }
      for (const look of waiting) look();
    });
    ws.on('error', reject);
    ws.on('unexpected-response', (_, response) => reject(new Error(`HTTP ${response.statusCode}`)));

    const until = <T>(find: () => T | undefined): Promise<T> =>
      new Promise((found) => {
        const look = () => {
          const value = find();
          if (value === undefined) return;
          waiting.delete(look);
          found(value);
        };
        waiting.add(look);
        look();
      });

    ws.on('open', () =>
      resolve({
        ws,
        heard,
        events,
        closed,
        get state() {
          return current;
        },
        waitFor: (kind, test = () => true) =>
          until(() =>
            heard.find(
              (message): message is Extract<Down, { kind: typeof kind }> =>
                message.kind === kind && test(message as never),
            ),
          ),
        say: (message) => ws.send(JSON.stringify(message)),
        at: async (seq) => {
          await until(() => (current.seq >= seq ? true : undefined));
        },
        close() {
          ws.close();
          return closed;
        },
      }),
    );
  });
