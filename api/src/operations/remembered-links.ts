import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '@relight/db/connect';
import { CHAIN_START } from '@relight/shared/operation/chain';
import type { Logger } from 'pino';
import { z } from 'zod';
import { ACCESS_LOG, ACCESS_LOG_END } from '../auth/access-log.ts';
import { repeat } from '../repeat.ts';

const FILE = 'log-links.json';
const EVERY_MS = 60 * 60_000;

const link = z.object({
  seq: z.number().int().min(0),
  hash: z.string(),
  answers: z.number().int().min(0),
  answersHash: z.string(),
  /** When it was noted. */
  at: z.string(),
});
const file = z.object({
  links: z.record(z.string(), link),
  /** What somebody has declared to be right although it contradicted what was noted. */
  acknowledged: z.array(z.object({ at: z.string(), operation: z.string(), was: link })),
});

/** How the log of one operation and its answers ended at a time; that of users and keys has no answers. */
export type Link = z.infer<typeof link>;
/** By operation, and under `ACCESS_LOG` that of users and keys. */
export type Links = Readonly<Record<string, Link>>;
type Remembered = z.infer<typeof file>;

/** The notes are not what this program has written. The message is for the operator. */
export class UnreadableLinks extends Error {}

/** The links of the logs that are noted outside of the database: whoever rewrites all of it cannot rewrite these. */
export const readLinks = async (dataDir: string): Promise<Links> => (await read(dataDir)).links;

/**
 * Notes how every log ends now. A link that the database contradicts stays as it is: a log that was cut or put back must not make itself
 * forgotten.
 * @returns the operations whose logs are not what they were
 */
export const noteLinks = async (sql: Sql, dataDir: string, now: Date): Promise<readonly string[]> => {
  const { links, acknowledged } = await read(dataDir);
  const contradicted = await contradictedIn(sql, links);
  const kept = Object.fromEntries(contradicted.map((operation) => [operation, links[operation] as Link]));
  await write(dataDir, { links: { ...(await readEnds(sql, now)), ...kept }, acknowledged });
  return contradicted;
};

/**
 * Takes the logs as they are for right, after a backup was put back: what they contradict is kept as acknowledged.
 * @returns the operations for which something was acknowledged
 */
export const acknowledgeRestored = async (sql: Sql, dataDir: string, now: Date): Promise<readonly string[]> => {
  const { links, acknowledged } = await read(dataDir);
  const contradicted = await contradictedIn(sql, links);
  const at = now.toISOString();
  const more = contradicted.map((operation) => ({ at, operation, was: links[operation] as Link }));
  await write(dataDir, { links: await readEnds(sql, now), acknowledged: [...acknowledged, ...more] });
  return contradicted;
};

/** The links are noted every hour, when it is closed, and whenever it is asked to. Never rejects. */
export type LinkKeeper = { note(): Promise<void>; close(): Promise<void> };

export const rememberLinks = ({
  sql,
  dataDir,
  log,
  everyMs = EVERY_MS,
}: {
  readonly sql: Sql;
  readonly dataDir: string;
  readonly log: Logger;
  readonly everyMs?: number;
}): LinkKeeper => {
  const noteAll = async () => {
    for (const operation of await noteLinks(sql, dataDir, new Date())) {
      log.error(
        { operation },
        'the log is not what it was: npm run verify-log says how, and what to do if a backup was put back',
      );
    }
  };
  const onError = (error: unknown) => log.warn({ err: error }, 'the links of the logs could not be noted');
  const note = () => noteAll().catch(onError);
  const notes = repeat(everyMs, noteAll, onError);
  return {
    note,
    async close() {
      await notes.close();
      await note();
    },
  };
};

const read = async (dataDir: string): Promise<Remembered> => {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { links: {}, acknowledged: [] };
  try {
    return file.parse(JSON.parse(text));
  } catch {
    throw new UnreadableLinks(
      `${join(dataDir, FILE)} cannot be read: somebody has changed it. Put it back from a backup; without it nothing shows what was cut off the logs.`,
    );
  }
};

/** Whole or not at all: half a file would be no memory. */
const write = async (dataDir: string, remembered: Remembered): Promise<void> => {
  const path = join(dataDir, FILE);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(remembered, null, 1)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
};

const readEnds = async (sql: Sql, now: Date): Promise<Links> => {
  const rows = await sql<(Omit<Link, 'at'> & { id: string })[]>`
    select id, head as seq, head_hash as hash, answers, answers_hash as "answersHash" from operations where head > 0
    union all
    select ${ACCESS_LOG}, (value ->> 'events')::int, value ->> 'hash', 0, ${CHAIN_START} from installation
    where name = ${ACCESS_LOG_END} and (value ->> 'events')::int > 0`;
  return Object.fromEntries(rows.map(({ id, ...end }) => [id, { ...end, at: now.toISOString() }]));
};

/** The operations whose logs are shorter than was noted, have another link there, or are gone. */
const contradictedIn = async (sql: Sql, links: Links): Promise<readonly string[]> => {
  const noted = Object.entries(links);
  const rows = await sql<{ id: string; hash: string; answers: number }[]>`
    select noted.id, events.hash, operations.answers
    from unnest(${noted.map(([id]) => id)}::text[], ${noted.map(([, { seq }]) => seq)}::int[]) as noted (id, seq)
    join operations on operations.id = noted.id
    join events on events.operation_id = noted.id and events.seq = noted.seq
    union all
    select noted.id, access_events.hash, 0
    from unnest(${noted.map(([id]) => id)}::text[], ${noted.map(([, { seq }]) => seq)}::int[]) as noted (id, seq)
    join access_events on noted.id = ${ACCESS_LOG} and access_events.number = noted.seq`;
  const there = new Map(rows.map((row) => [row.id, row]));
  return noted
    .filter(([id, { hash, answers }]) => there.get(id)?.hash !== hash || (there.get(id)?.answers ?? 0) < answers)
    .map(([id]) => id);
};
