import type { Batch } from './judge-batch.ts';
import type { TouchedRows } from './projections.ts';
import type { Asked } from './read-log.ts';

/** The channel on which every process hears how far a log has come: `<operation>:<head>`. */
export const LOG_CHANNEL = 'relight_log';

/**
 * Writes all that a batch changes, if the log and its answers still end at `end`: events, answers, read tables, the new head and its announcement, in
 * one statement and so in one round trip, which alone is a transaction too. Every set of rows travels as one JSON text, so the statement
 * is the same for any number of rows and is prepared once.
 * @returns whether they ended there; when not, nothing has been written
 * @throws the driver's error; 23505 when one of the commands has been answered before
 */
export const writeBatch = async (
  sql: Asked,
  operation: string,
  end: { readonly head: number; readonly answers: number },
  batch: Batch,
): Promise<boolean> => {
  const last = batch.lines.at(-1);
  const { count, hash } = batch.answersEnd;
  const answers = batch.answers.map((answer, i) => ({ ...answer, at: batch.at, number: end.answers + 1 + i }));
  const parameters: (string | number)[] = [operation, end.head, JSON.stringify(answers), end.answers, count, hash];
  if (last !== undefined) {
    parameters.push(last.recorded.seq, last.hash, batch.at, JSON.stringify(batch.lines.map(eventRow)));
  }
  const touched = READ_TABLES.filter((table) => batch.rows[table.rows].size > 0);
  for (const table of touched) parameters.push(JSON.stringify([...batch.rows[table.rows].values()]));
  const columns = touched.map((table) => Object.keys([...batch.rows[table.rows].values()][0] ?? {}));
  const parts = last === undefined ? [STAYS, ANSWERS] : [MOVES, ANSWERS, EVENTS];
  const upserts = touched.map((table, i) => upsert(table, columns[i] ?? [], `$${11 + i}`));
  if (batch.rows.corrections.size > 0) {
    parameters.push(JSON.stringify([...batch.rows.corrections.values()]));
    upserts.push(corrections(`$${11 + touched.length}`));
  }
  const text = `with ${[...parts, ...upserts].join(', ')} ${last === undefined ? 'select id from log' : ANNOUNCE}`;
  const rows = await sql.unsafe(text, parameters, { prepare: true }).execute();
  return rows.length > 0;
};

const eventRow = ({ recorded: { seq, at, actor, command, event }, hash }: Batch['lines'][number]) => ({
  seq,
  at,
  actor,
  command_id: command,
  type: event.type,
  event,
  hash,
});

const ANSWERED = 'answers = $5::int, answers_hash = $6::text';
const STILL_THERE = 'id = $1::text and head = $2::int and answers = $4::int';

// Each part does its work only if the log ended where it was thought to end. Whoever waits here for another writer sees the new head.
const MOVES = `log as (
  update operations set head = $7::int, head_hash = $8::text, head_at = $9::text::timestamptz, ${ANSWERED}
  where ${STILL_THERE} returning id, head)`;
const STAYS = `log as (update operations set ${ANSWERED} where ${STILL_THERE} returning id)`;
const ANSWERS = `answers as (
  insert into commands (operation_id, command_id, fingerprint, outcome, from_seq, to_seq, code, details, at, number)
  select $1::text, answer.* from json_to_recordset($3::text::json) as answer ("commandId" text, fingerprint text,
    outcome text, "fromSeq" int, "toSeq" int, code text, details jsonb, at timestamptz, number int)
  where exists (select from log))`;
const EVENTS = `lines as (
  insert into events (operation_id, seq, at, actor, command_id, type, event, hash)
  select $1::text, line.* from json_to_recordset($10::text::json)
    as line (seq int, at timestamptz, actor jsonb, command_id text, type text, event jsonb, hash text)
  where exists (select from log))`;
const ANNOUNCE = `select pg_notify('${LOG_CHANNEL}', id || ':' || head) from log`;

type ReadTable = { readonly name: string; readonly key: string; readonly rows: keyof TouchedRows };

const READ_TABLES: readonly ReadTable[] = [
  { name: 'incidents', key: 'operation_id, id', rows: 'incidents' },
  { name: 'dispatches', key: 'operation_id, id', rows: 'dispatches' },
  { name: 'restoration_steps', key: 'operation_id, incident, id', rows: 'steps' },
];

/** Incidents that ended before: only their figures change. */
const corrections = (parameter: string): string => `corrected as (
  update incidents set customers = row.customers, customer_minutes = row.customer_minutes, seq = row.seq
  from json_to_recordset(${parameter}::text::json) as row (id text, customers int, customer_minutes float8, seq int)
  where incidents.operation_id = $1::text and incidents.id = row.id and exists (select from log))`;

/** The rows name their own columns, always the same ones for a table. */
const upsert = ({ name, key }: ReadTable, columns: readonly string[], parameter: string): string => `${name}_rows as (
  insert into ${name} (operation_id, ${columns.join(', ')})
  select $1::text, ${columns.map((column) => `row.${column}`).join(', ')}
  from json_populate_recordset(null::${name}, ${parameter}::text::json) as row where exists (select from log)
  on conflict (${key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')})`;
