import type { Sql } from '@relight/db/connect';
import type { CheckedMeterEvent } from './check-meter-event.ts';

/**
 * Writes meter events down, all in one statement. Those that are known already are left as they are.
 * @returns how many were new
 */
export const storeMeterEvents = async (
  sql: Sql,
  operation: string,
  events: readonly CheckedMeterEvent[],
): Promise<number> => {
  const column = <K extends keyof CheckedMeterEvent>(name: K) => events.map((event) => event[name]);
  const stored = await sql`
    insert into meter_events (operation_id, id, at, service_point, section, kind)
    select ${operation}, event.*
    from unnest(
      ${column('id')}::text[], ${column('at')}::timestamptz[], ${column('servicePoint')}::text[],
      ${column('section')}::int[], ${column('kind')}::text[]
    ) as event
    on conflict do nothing`;
  return stored.count;
};
