import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { CHAIN_START, chainLink } from '@relight/shared/operation/chain';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loggedOperations, verifyChain } from './verify-chain.ts';

const OPERATION = 'op_city';
const LENGTH = 2_500;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  await database.sql`truncate operations, events`;
  await writeLog();
});

test('a log that nobody touched is intact', async () => {
  expect(await loggedOperations(database.sql)).toEqual([OPERATION]);
  expect(await verifyChain(database.sql, OPERATION)).toEqual({ intact: true, events: LENGTH });
});

test('an event that was changed is found', async () => {
  await database.sql`update events set event = jsonb_set(event, '{text}', '"all is well"') where seq = 1234`;
  expect(await verifyChain(database.sql, OPERATION)).toMatchObject({ intact: false, seq: 1234 });
});

test('an event whose author or time was changed is found', async () => {
  await database.sql`update events set at = at - interval '1 minute' where seq = 17`;
  expect(await verifyChain(database.sql, OPERATION)).toMatchObject({ intact: false, seq: 17 });
});

test('an event that was removed is found, also the last', async () => {
  await database.sql`delete from events where seq = ${LENGTH}`;
  expect(await verifyChain(database.sql, OPERATION)).toMatchObject({ intact: false, seq: LENGTH });
  await database.sql`delete from events where seq = 5`;
  expect(await verifyChain(database.sql, OPERATION)).toMatchObject({ intact: false, seq: 5 });
});

test('a log that was written anew from some event on does not end in the link that is on record', async () => {
  await database.sql`delete from events where seq >= 10`;
  await insertEvents(lines().slice(0, 9), { from: 10, text: 'another history' });
  expect(await verifyChain(database.sql, OPERATION)).toMatchObject({ intact: false, seq: LENGTH });
});

test('an operation that was removed is found by what is left of its log', async () => {
  await database.sql`delete from operations`;
  expect(await loggedOperations(database.sql)).toEqual([OPERATION]);
  expect(await verifyChain(database.sql, OPERATION)).toMatchObject({ intact: false });
});

async function writeLog(): Promise<void> {
  const last = await insertEvents([], { from: 1, text: 'as it was' });
  await database.sql`
    insert into operations (id, kind, name_zh, name_en, head, head_hash)
    values (${OPERATION}, 'live', '市', 'City', ${LENGTH}, ${last})`;
}

/** Appends events `from` … to the end behind those of `before`, and returns the last link. */
async function insertEvents(before: readonly Line[], { from, text }: { from: number; text: string }): Promise<string> {
  const added = lines(text, before).filter(({ recorded }) => recorded.seq >= from);
  await database.sql`insert into events ${database.sql(
    added.map(({ recorded, hash }) => ({
      operation_id: OPERATION,
      seq: recorded.seq,
      at: new Date(recorded.at),
      actor: database.sql.json(recorded.actor),
      command_id: recorded.command,
      type: recorded.event.type,
      event: database.sql.json(recorded.event),
      hash,
    })),
  )}`;
  return added.at(-1)?.hash ?? '';
}

type Line = { readonly recorded: RecordedEvent; readonly hash: string };

function lines(text = 'as it was', before: readonly Line[] = []): Line[] {
  const all = [...before];
  for (let seq = all.length + 1; seq <= LENGTH; seq++) {
    const recorded = {
      seq,
      at: new Date(Date.UTC(2026, 6, 1) + seq * 1_001).toISOString(),
      actor: { id: 'usr_1', role: 'dispatcher' },
      command: `cmd_${seq}`,
      event: { type: 'noteAdded', incident: 'inc_1', text: `${text} ${seq}` },
    } as unknown as RecordedEvent;
    all.push({ recorded, hash: chainLink(all.at(-1)?.hash ?? CHAIN_START, OPERATION, recorded) });
  }
  return all;
}
