import type { Sql } from '@relight/db/connect';
import type { CheckedReport } from './check-report.ts';
import { storeInParts } from './store-in-parts.ts';

/**
 * Writes reports down, all or none. Those that are known already, by operation and id, are left as they are.
 * @returns the ids that were new
 */
export const storeReports = async (
  sql: Sql,
  operation: string,
  reports: readonly CheckedReport[],
): Promise<ReadonlySet<string>> => {
  const stored = await storeInParts(sql, reports, (part, rows) => {
    const column = <K extends keyof CheckedReport>(name: K) => rows.map((report) => report[name] ?? null);
    return part<{ id: string }[]>`
      insert into trouble_reports (operation_id, id, at, channel, service_point, section, lon, lat, kind, note)
      select ${operation}, report.*
      from unnest(
        ${column('id')}::text[], ${column('at')}::timestamptz[], ${column('channel')}::text[],
        ${column('servicePoint')}::text[], ${column('section')}::int[], ${column('lon')}::float8[],
        ${column('lat')}::float8[], ${column('kind')}::text[], ${column('note')}::text[]
      ) as report
      on conflict do nothing
      returning id`;
  });
  return new Set(stored.flatMap((rows) => rows.map(({ id }) => id)));
};
