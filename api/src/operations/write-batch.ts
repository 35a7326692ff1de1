import type { TransactionSql } from 'postgres';
import type { Batch } from './judge-batch.ts';
import type { TouchedRows } from './projections.ts';

/** The channel on which every process hears how far a log has come: `<operation>:<head>`. */
export const LOG_CHANNEL = 'relight_log';

/**
 * Sends what a batch changes, without waiting in between; settles when the database has carried all of it out.
 * Every set of rows travels as one JSON text, so that each statement is prepared once and costs one round trip for any number of rows.
 */
export const writeBatch = async (tx: TransactionSql, operation: string, at: string, batch: Batch): Promise<void> => {
  const answers = JSON.stringify(batch.answers.map((answer) => ({ ...answer, at })));
  const sent: PromiseLike<unknown>[] = [];
  const last = batch.lines.at(-1);
  if (last !== undefined) {
    const lines = JSON.stringify(
      batch.lines.map(({ recorded: { seq, at: recordedAt, actor, command, event }, hash }) => ({
        seq,
        at: recordedAt,
        actor,
        command_id: command,
        type: event.type,
        event,
        hash,
      })),
    );
    sent.push(
      tx`
        with lines as (
          insert into events (operation_id, seq, at, actor, command_id, type, event, hash)
          select ${operation}, line.* from json_to_recordset(${lines}::text::json)
            as line (seq int, at timestamptz, actor jsonb, command_id text, type text, event jsonb, hash text)
        ), answers as (
          insert into commands (operation_id, command_id, fingerprint, outcome, from_seq, to_seq, code, details, at)
          select ${operation}, answer.* from json_to_recordset(${answers}::text::json) as answer ("commandId" text,
            fingerprint text, outcome text, "fromSeq" int, "toSeq" int, code text, details jsonb, at timestamptz)
        )
        update operations set head = ${last.recorded.seq}, head_hash = ${last.hash}, head_at = ${at}::text::timestamptz
        where id = ${operation} returning pg_notify(${LOG_CHANNEL}, id || ':' || head)`.execute(),
      ...READ_TABLES.flatMap((table) => upsert(tx, operation, table, batch.rows)),
    );
  } else if (batch.answers.length > 0) {
    sent.push(
      tx`
        insert into commands (operation_id, command_id, fingerprint, outcome, from_seq, to_seq, code, details, at)
        select ${operation}, answer.* from json_to_recordset(${answers}::text::json) as answer ("commandId" text,
          fingerprint text, outcome text, "fromSeq" int, "toSeq" int, code text, details jsonb, at timestamptz)`.execute(),
    );
  }
  await Promise.all(sent);
};

type ReadTable = { readonly name: string; readonly key: string; readonly rows: keyof TouchedRows };

const READ_TABLES: readonly ReadTable[] = [
  { name: 'incidents', key: 'operation_id, id', rows: 'incidents' },
  { name: 'dispatches', key: 'operation_id, id', rows: 'dispatches' },
  { name: 'restoration_steps', key: 'operation_id, incident, id', rows: 'steps' },
];

/** The rows name their own columns, so a statement is made from the first of them; there are only three of these texts. */
const upsert = (tx: TransactionSql, operation: string, table: ReadTable, touched: TouchedRows) => {
  const rows = [...touched[table.rows].values()];
  const [first] = rows;
  if (first === undefined) return [];
  const columns = Object.keys(first);
  const text = `insert into ${table.name} (operation_id, ${columns.join(', ')})
    select $1, ${columns.map((column) => `row.${column}`).join(', ')}
    from json_populate_recordset(null::${table.name}, $2::text::json) as row
    on conflict (${table.key}) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  return [tx.unsafe(text, [operation, JSON.stringify(rows)], { prepare: true }).execute()];
};
