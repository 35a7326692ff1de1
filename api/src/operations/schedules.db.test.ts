import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { seeded } from '@relight/shared/network/seeded';
import type { Command } from '@relight/shared/operation/commands';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Operations } from './operations.ts';
import { connectClient, startLiveServer, type TestClient } from './testing/live-server.ts';
import { note } from './testing/notes.ts';
import { createTestOperation, must, openArea, openOperations } from './testing/open-operations.ts';

/** Seeds that once found something stay here by name. */
const SEEDS = [1, 20_260_724, 998_244_353];
const STEPS = 150;
const PEOPLE = 6;

let database: TestDatabase;
let processes: readonly Operations[];
let servers: readonly Awaited<ReturnType<typeof startLiveServer>>[];

beforeEach(async () => {
  database = await createTestDatabase();
  processes = await Promise.all([openOperations(database.sql), openOperations(database.sql)]);
  servers = await Promise.all(processes.map((one) => startLiveServer(one)));
  await createTestOperation(processes[0] as Operations);
  await must(processes[0] as Operations, openArea(1));
});

afterEach(async () => {
  vi.useRealTimers();
  for (const server of servers) await server.close();
  for (const operations of processes) await operations.close();
  await database.drop();
});

/** Somebody who comes and goes, keeps what they have seen, and repeats what was not answered. */
type Person = { state: OperationState; client: TestClient | undefined; readonly unanswered: Map<string, Command> };

test.each(SEEDS)(
  'people who connect, lag, vanish and come back all end with the same state (seed %i)',
  async (seed) => {
    const chance = seeded(seed);
    const people: Person[] = Array.from({ length: PEOPLE }, () => ({
      state: initialState,
      client: undefined,
      unanswered: new Map(),
    }));
    const done = { connected: 0, resumed: 0, vanished: 0, lagged: 0, commands: 0, repeated: 0 };

    const connect = async (person: Person) => {
      if (person.client !== undefined) return;
      const { url } = chance.pick(servers);
      done[person.state.seq > 0 ? 'resumed' : 'connected'] += 1;
      const client = await connectClient(url, person.state.seq > 0 ? { state: person.state } : {});
      person.client = client;
      for (const command of person.unanswered.values()) {
        done.repeated += 1;
        client.say({ kind: 'command', command });
      }
    };
    const vanish = (person: Person) => {
      const { client } = person;
      if (client === undefined) return;
      done.vanished += 1;
      client.ws.terminate();
      person.state = client.state;
      settle(person, client);
      person.client = undefined;
    };
    const settle = ({ unanswered }: Person, client: TestClient) => {
      for (const message of client.heard) {
        if (message.kind !== 'answer') continue;
        expect(message.result).toMatchObject({ outcome: 'accepted' });
        unanswered.delete(message.command);
      }
    };
    const command = ({ client, unanswered }: Person) => {
      const order = note(`${seed}-${++done.commands}`);
      unanswered.set(order.id, order);
      client?.say({ kind: 'command', command: order });
    };
    const lag = ({ client }: Person) => {
      if (client === undefined) return;
      done.lagged += 1;
      if (client.ws.isPaused) client.ws.resume();
      else client.ws.pause();
    };
    const ask = ({ client }: Person) => client?.say({ kind: 'resume', from: null });

    for (let step = 0; step < STEPS; step += 1) {
      const person = chance.pick(people);
      const act = chance.pick([connect, connect, command, command, command, command, vanish, lag, ask]);
      await act(person);
      if (chance.unit() < 0.2) await new Promise((resolve) => setTimeout(resolve, chance.whole(1, 60)));
    }

    // Everybody has seen something by now, goes, comes back and listens.
    for (const person of people) {
      await connect(person);
      person.client?.ws.resume();
      await person.client?.at(1);
      vanish(person);
      await connect(person);
    }
    await expect
      .poll(() => {
        for (const person of people) settle(person, person.client as TestClient);
        return people.reduce((sum, person) => sum + person.unanswered.size, 0);
      })
      .toBe(0);
    const last = await Promise.all(processes.map((operations) => operations.state('op')));
    const seq = last[0]?.seq as number;
    await Promise.all(people.map(({ client }) => client?.at(seq)));

    const hashes = [...last, ...people.map(({ client }) => client?.state)].map((state) => state && stateHash(state));
    expect(new Set(hashes).size).toBe(1);
    expect(seq).toBe(2 + done.commands);
    // A run in which nothing happened proves nothing.
    for (const times of Object.values(done)) expect(times).toBeGreaterThan(3);
    await Promise.all(people.map(({ client }) => client?.close()));
  },
);

test('a reader that takes nothing is let go with a reason, holds up nobody, and goes on from where it was', async () => {
  const [operations, server] = [processes[0] as Operations, servers[0]];
  const [slow, quick] = await Promise.all([connectClient(server?.url ?? ''), connectClient(server?.url ?? '')]);
  await Promise.all([slow.at(2), quick.at(2)]);
  slow.ws.pause();
  const outline = Array.from({ length: 499 }, (_, i) => [120 + i / 1000, 30.123456] as [number, number]);
  const long = (n: number): Command => ({
    ...(openArea(`long-${n}`) as Extract<Command, { type: 'openIncident' }>),
    site: {
      type: 'area',
      outline: [...outline, outline[0] as [number, number]],
      customers: 1,
      name: 'x',
      area: 'rural',
    },
  });
  await Promise.all(Array.from({ length: 50 }, (_, n) => must(operations, long(n))));
  await quick.at(52);
  // From here on time goes as the test says, however long things take; what is done after it has run out, too.
  const begin = Date.now();
  const { setTimeout: realSetTimeout } = globalThis;
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'], now: begin });
  // Asks for the state again and again: more than the two ends of the connection and the network between them can hold.
  for (let i = 0; i < 60; i += 1) {
    slow.say({ kind: 'resume', from: null });
    await new Promise((resolve) => realSetTimeout(resolve, 10));
  }
  expect(slow.ws.readyState).toBe(slow.ws.OPEN);
  // The next heartbeat finds that its time has run out.
  vi.setSystemTime(begin + 30_000);
  await quick.waitFor('heartbeat', ({ serverTime }) => Date.parse(serverTime) >= begin + 30_000);
  vi.useRealTimers();
  slow.ws.resume();
  expect(await slow.waitFor('bye')).toEqual({ kind: 'bye', reason: 'tooSlow', retry: true });
  expect(await slow.closed).toBe(1013);
  await must(operations, note('after'));
  const head = (await operations.state('op'))?.seq as number;
  expect(slow.state.seq).toBeLessThan(head);
  await quick.at(head);
  expect(quick.state).toEqual(await operations.state('op'));

  const again = await connectClient(server?.url ?? '', { state: slow.state });
  await again.at(head);
  expect(again.state).toEqual(quick.state);
  await Promise.all([quick.close(), again.close()]);
});
