import type { Sql } from '@relight/db/connect';
import type { EvidencePoint } from '@relight/shared/http/network-answers';

export type EvidenceRow = Omit<EvidencePoint, 'lon' | 'lat'> & {
  readonly lon: number | null;
  readonly lat: number | null;
};

const MOST = 2_000;

/** Reports of an incident, and whatever was said within these ranges of sections, newest first; `total` counts them all. */
export const readEvidence = async (
  sql: Sql,
  operation: string,
  {
    incident,
    ranges,
    since,
  }: {
    readonly incident: string;
    readonly ranges: readonly (readonly [from: number, to: number])[];
    readonly since: string;
  },
): Promise<{ readonly total: number; readonly rows: readonly EvidenceRow[] }> => {
  const rows = await sql<(Omit<EvidenceRow, 'at'> & { at: Date; total: number })[]>`
    with extent as (
      select * from unnest(${ranges.map(([from]) => from)}::int[], ${ranges.map(([, to]) => to)}::int[]) as range (low, high)
    ), said as (
      select id, kind, service_point, at, lon, lat from trouble_reports
      where operation_id = ${operation} and incident_id = ${incident}
      union all
      select id, kind, service_point, at, lon, lat
      from extent join trouble_reports on operation_id = ${operation} and section >= low and section < high
      where at >= ${since}::text::timestamptz and incident_id is distinct from ${incident}
      union all
      select id, kind, service_point, at, null, null
      from extent join meter_events on operation_id = ${operation} and section >= low and section < high
      where at >= ${since}::text::timestamptz
    )
    select id, kind, service_point as "servicePoint", at, lon, lat, count(*) over ()::int as total
    from said order by at desc, id limit ${MOST}`;
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, at, ...row }) => ({ ...row, at: at.toISOString() })),
  };
};
