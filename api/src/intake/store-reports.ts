import type { Sql } from '@relight/db/connect';
import type { CheckedReport } from './check-report.ts';

/**
 * Writes reports down, all in one statement. Those that are known already, by operation and id, are left as they are.
 * @returns the ids that were new
 */
export const storeReports = async (
  sql: Sql,
  operation: string,
  reports: readonly CheckedReport[],
): Promise<ReadonlySet<string>> => {
  const column = <K extends keyof CheckedReport>(name: K) => reports.map((report) => report[name] ?? null);
  const stored = await sql<{ id: string }[]>`
    insert into trouble_reports (operation_id, id, at, channel, service_point, section, lon, lat, kind, note)
    select ${operation}, report.*
    from unnest(
      ${column('id')}::text[], ${column('at')}::timestamptz[], ${column('channel')}::text[],
      ${column('servicePoint')}::text[], ${column('section')}::int[], ${column('lon')}::float8[],
      ${column('lat')}::float8[], ${column('kind')}::text[], ${column('note')}::text[]
    ) as report
    on conflict do nothing
    returning id`;
  return new Set(stored.map(({ id }) => id));
};
