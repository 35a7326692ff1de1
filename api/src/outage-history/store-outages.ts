import type { Sql } from '@relight/db/connect';
import type { OutageRow } from './outage-line.ts';

/**
 * Writes outages, of which no two have the same mRID. What a row says about an outage that is there already replaces it; the same again
 * changes nothing.
 */
export const storeOutages = async (
  sql: Sql,
  rows: readonly OutageRow[],
): Promise<{ readonly added: number; readonly changed: number }> => {
  const written = await sql<{ added: boolean }[]>`
    insert into outage_history (
      mrid, content_hash, reported_start_time, restored_time, last_known_at, lon, lat, meters_affected,
      customers_interrupted, customer_minutes, duration_minutes, level, cause_kind, status_kind, area,
      crew_on_site, critical_count, substation, feeder, transformer, lv_feeder, steps, estimated_restoration_times)
    select mrid, "contentHash", "reportedStartTime", "restoredTime", "lastKnownAt", lon, lat, "metersAffected",
      "customersInterrupted", "customerMinutes", "durationMinutes", level, "causeKind", "statusKind", area,
      "crewOnSite", "criticalCount", substation, feeder, transformer, "lvFeeder", steps, "estimatedRestorationTimes"
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as line(
      mrid text, "contentHash" text, "reportedStartTime" timestamptz, "restoredTime" timestamptz,
      "lastKnownAt" timestamptz, lon float8, lat float8, "metersAffected" int,
      "customersInterrupted" int, "customerMinutes" float8, "durationMinutes" float8, level text, "causeKind" text,
      "statusKind" text, area text, "crewOnSite" timestamptz, "criticalCount" int, substation text, feeder text,
      transformer text, "lvFeeder" text, steps json, "estimatedRestorationTimes" json)
    on conflict (mrid) do update set
      content_hash = excluded.content_hash, reported_start_time = excluded.reported_start_time,
      restored_time = excluded.restored_time, last_known_at = excluded.last_known_at, lon = excluded.lon,
      lat = excluded.lat, meters_affected = excluded.meters_affected,
      customers_interrupted = excluded.customers_interrupted, customer_minutes = excluded.customer_minutes,
      duration_minutes = excluded.duration_minutes, level = excluded.level, cause_kind = excluded.cause_kind,
      status_kind = excluded.status_kind, area = excluded.area, crew_on_site = excluded.crew_on_site,
      critical_count = excluded.critical_count, substation = excluded.substation, feeder = excluded.feeder,
      transformer = excluded.transformer, lv_feeder = excluded.lv_feeder, steps = excluded.steps,
      estimated_restoration_times = excluded.estimated_restoration_times, imported_at = now()
    where outage_history.content_hash <> excluded.content_hash
    returning (xmax = 0) as added`;
  const added = written.filter((row) => row.added).length;
  return { added, changed: written.length - added };
};
