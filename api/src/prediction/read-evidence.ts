import type { Sql } from '@relight/db/connect';
import type { EvidencePoint } from '@relight/shared/http/network-answers';
import { METER_ASKING } from '@relight/shared/rules/meter-asking';

export type EvidenceRow = Omit<EvidencePoint, 'lon' | 'lat'> & {
  readonly lon: number | null;
  readonly lat: number | null;
};

const MOST = 2_000;
/** A question without an answer is one until then, and a silent meter afterwards. */
const ANSWER = `${METER_ASKING.values.answerMinutes} minutes`;

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
      select id, case when kind = 'asked' and at < now() - ${ANSWER}::interval then 'noResponse' else kind end,
             service_point, at, null, null
      from extent join meter_events as event on operation_id = ${operation} and section >= low and section < high
      where at >= ${since}::text::timestamptz
        and (kind <> 'asked' or not exists (
          select 1 from meter_events as answer
          where answer.operation_id = ${operation} and answer.section = event.section
            and answer.service_point = event.service_point and answer.kind <> 'asked' and answer.at >= event.at))
    )
    select id, kind, service_point as "servicePoint", at, lon, lat, count(*) over ()::int as total
    from said order by at desc, id limit ${MOST}`;
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, at, ...row }) => ({ ...row, at: at.toISOString() })),
  };
};
