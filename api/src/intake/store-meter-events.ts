import type { Sql } from '@relight/db/connect';
import type { CheckedMeterEvent } from './check-meter-event.ts';
import { storeInParts } from './store-in-parts.ts';

/**
 * Writes meter events down, all or none. Those that are known already are left as they are.
 * @returns how many were new
 */
export const storeMeterEvents = async (
  sql: Sql,
  operation: string,
  events: readonly CheckedMeterEvent[],
): Promise<number> => {
  const stored = await storeInParts(sql, events, (part, rows) => {
    const column = <K extends keyof CheckedMeterEvent>(name: K) => rows.map((event) => event[name]);
    return part`
      insert into meter_events (operation_id, id, at, service_point, section, kind)
      select ${operation}, event.*
      from unnest(
        ${column('id')}::text[], ${column('at')}::timestamptz[], ${column('servicePoint')}::text[],
        ${column('section')}::int[], ${column('kind')}::text[]
      ) as event
      on conflict do nothing`;
  });
  return stored.reduce((sum, { count }) => sum + count, 0);
};
