import type { Sql } from './connect.ts';

/** A setting of the database server by which what callers said gets into its log, and the value that keeps it out. */
export type LeakySetting = { readonly name: string; readonly value: string; readonly should: string };

/** With which of its settings the server behind `sql` writes values of statements, or rows that it refused, into its own log. */
export async function readLeakySettings(sql: Sql): Promise<readonly LeakySetting[]> {
  const rows = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from unnest(${Object.keys(SHOULD)}::text[]) as name`;
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const logsStatements =
    ['mod', 'all'].includes(values.get('log_statement') ?? '') ||
    ['log_min_duration_statement', 'log_min_duration_sample'].some((name) => values.get(name) !== '-1');
  return Object.entries(SHOULD).flatMap(([name, should]) => {
    const value = values.get(name) ?? '';
    if (should === null || value === should) return [];
    return name === 'log_parameter_max_length' && !logsStatements ? [] : [{ name, value, should }];
  });
}

/** Null: only says whether statements are logged at all. */
const SHOULD: Readonly<Record<string, string | null>> = {
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_statement: null,
  log_min_duration_statement: null,
  log_min_duration_sample: null,
};
