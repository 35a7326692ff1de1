import type { TransactionSql } from 'postgres';
import type { TouchedRows } from '../projections.ts';

const TABLES = [
  { name: 'incidents', key: ['id'], rows: 'incidents' },
  { name: 'dispatches', key: ['id'], rows: 'dispatches' },
  { name: 'restoration_steps', key: ['incident', 'id'], rows: 'steps' },
] as const satisfies readonly { name: string; key: readonly string[]; rows: keyof TouchedRows }[];

type Different = {
  readonly expected: Readonly<Record<string, unknown>> | null;
  readonly stored: Readonly<Record<string, unknown>> | null;
  readonly total: number;
};

/**
 * Where the read tables of an operation say something else than its log. The rows that the log comes to are laid beside the stored ones
 * by the database, as rows of the same type, so that nothing is a matter of how a value is written.
 */
export const compareTables = async (
  tx: TransactionSql,
  operation: string,
  rows: TouchedRows,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const { name, key, rows: which } of TABLES) {
    const expected = [...rows[which].values()].map((row) => ({ ...row, operation_id: operation }));
    const [different] = await tx.unsafe<Different[]>(
      `select to_jsonb(expected) as expected, to_jsonb(stored) as stored, count(*) over ()::int as total
      from json_populate_recordset(null::${name}, $2::text::json) as expected
      full join (select * from ${name} where operation_id = $1) as stored
        on ${key.map((column) => `expected.${column} = stored.${column}`).join(' and ')}
      where expected is distinct from stored
      order by ${key.map((column) => `coalesce(expected.${column}, stored.${column})`).join(', ')} limit 1`,
      [operation, JSON.stringify(expected)],
    );
    if (different !== undefined) found.push(describe(name, key, different));
  }
  return found;
};

const describe = (name: string, key: readonly string[], { expected, stored, total }: Different): string => {
  const id = key.map((column) => (expected ?? stored)?.[column]).join(' ');
  const more = total > 1 ? ` (and ${total - 1} more rows of this table)` : '';
  if (stored === null) return `${name}: ${id} is missing${more}`;
  if (expected === null) return `${name}: ${id} is nowhere in the log${more}`;
  const column = Object.keys(expected).find((it) => JSON.stringify(expected[it]) !== JSON.stringify(stored[it])) ?? '';
  return `${name}: ${id} says ${column} ${stored[column]}, the log ${expected[column]}${more}`;
};
