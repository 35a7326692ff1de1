import type { TransactionSql } from 'postgres';

/** Everything that belongs to an operation. */
const TABLES = [
  'events',
  'commands',
  'snapshots',
  'incidents',
  'dispatches',
  'restoration_steps',
  'trouble_reports',
  'meter_events',
  'scada_events',
  'device_positions',
];

/** By operation that does not exist: the tables in which rows of it are left. */
export const findStrays = async (tx: TransactionSql): Promise<ReadonlyMap<string, readonly string[]>> => {
  const each = TABLES.map((table) => `select distinct operation_id as operation, '${table}' as found_in from ${table}`);
  const rows = await tx.unsafe<{ operation: string; foundIn: readonly string[] }[]>(
    `select operation, array_agg(found_in order by found_in) as "foundIn" from (${each.join(' union all ')}) as all_rows
    where operation not in (select id from operations) group by operation order by operation`,
  );
  return new Map(rows.map(({ operation, foundIn }) => [operation, foundIn]));
};
