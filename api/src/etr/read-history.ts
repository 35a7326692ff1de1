import type { Sql } from '@relight/db/connect';
import { levelOfDevice, levelOfName } from '@relight/shared/etr/circumstances';
import { MOMENTARY_MINUTES } from '@relight/shared/etr/outage-figures';
import type { HistoricOutage } from '@relight/shared/etr/past-outages';
import type { NetworkFacts, ServiceArea } from '@relight/shared/network/facts';

/** The newest are read, of either kind. */
const MOST = 10_000;
/** A past outage farther than this from every service point belongs to another network. */
const NEAR_M = 2_000;

type ImportedRow = {
  readonly from: Date;
  readonly until: Date;
  readonly ended: boolean;
  readonly level: string | null;
  readonly cause: string | null;
  readonly area: ServiceArea | null;
  readonly substation: string | null;
  readonly customers: number;
  readonly lon: number;
  readonly lat: number;
};

/**
 * Imported outages near the network of an operation, or all of them where it has none. What an outage began with counts, as far as the file
 * knows it: the customers of its first step, not of its peak. Planned ones are left out, because a plan ends them,
 * and momentary ones, which nobody waits for.
 */
export const readImportedOutages = async (
  sql: Sql,
  network: Pick<NetworkFacts, 'nearestServicePoint'> | null,
): Promise<readonly HistoricOutage[]> => {
  const rows = await sql<ImportedRow[]>`
    select reported_start_time as "from", coalesce(restored_time, last_known_at) as until,
      restored_time is not null as ended, level, cause_kind as cause, area, substation,
      coalesce(nullif((steps -> 0 ->> 'metersAffected')::int, 0), meters_affected) as customers, lon, lat
    from outage_history
    where (cause_kind is null or cause_kind not ilike 'planned%')
      and (duration_minutes is null or duration_minutes > ${MOMENTARY_MINUTES})
    order by reported_start_time desc limit ${MOST}`;
  return rows.flatMap(({ from, until, lon, lat, level, area, ...row }) => {
    const near = network?.nearestServicePoint(lon, lat, NEAR_M);
    if (network !== null && near === undefined) return [];
    return [{ ...row, ...spanOf(from, until), level: levelOfName(level), area: area ?? near?.area ?? null }];
  });
};

type IncidentRow = Omit<ImportedRow, 'level' | 'lon' | 'lat'> & { readonly deviceClass: string | null };

/**
 * An operation's own outages: those restored, and those that are confirmed and still open at `now` as such. Predictions that came to nothing
 * and planned outages are not among them.
 */
export const readOwnOutages = async (sql: Sql, operation: string, now: Date): Promise<readonly HistoricOutage[]> => {
  const rows = await sql<IncidentRow[]>`
    select since as "from", coalesce(restored_at, ${now}) as until, restored_at is not null as ended,
      device_class as "deviceClass", cause, area, nullif(substation, '') as substation, customers
    from incidents
    where operation_id = ${operation} and since < ${now} and status not in ('cancelled', 'merged')
      and (restored_at is not null or confirmed_at is not null) and cause is distinct from 'planned'
    order by since desc limit ${MOST}`;
  return rows.map(({ from, until, deviceClass, ...row }) => ({
    ...row,
    ...spanOf(from, until),
    level: levelOfDevice(deviceClass),
  }));
};

/** The hour is that of this server's time zone, like the hours of shifts. */
const spanOf = (from: Date, until: Date) => ({
  from: from.getTime(),
  until: Math.max(from.getTime(), until.getTime()),
  localHour: from.getHours(),
});
