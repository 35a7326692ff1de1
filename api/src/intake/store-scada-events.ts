import type { Sql } from '@relight/db/connect';
import type { ScadaEvent } from '@relight/shared/http/scada-events';

/**
 * Writes SCADA events down and keeps the newest position of each device, all in one statement. An event that is older than what is known
 * of its device is kept and changes nothing; of two with the same time the one with the later id holds.
 * @returns how many were new, and the ids of those that were older than what was known of their device
 */
export const storeScadaEvents = async (
  sql: Sql,
  operation: string,
  events: readonly ScadaEvent[],
): Promise<{ readonly stored: number; readonly older: ReadonlySet<string> }> => {
  const column = <K extends keyof ScadaEvent>(name: K) => events.map((event) => event[name]);
  const [written] = await sql<{ stored: number; older: string[] }[]>`
    with stored as (
      insert into scada_events (operation_id, id, at, device, position, commanded)
      select ${operation}, event.id, event.at, event.device, event.position, event.commanded = 'true'
      from unnest(
        ${column('id')}::text[], ${column('at')}::timestamptz[], ${column('device')}::text[],
        ${column('position')}::text[], ${column('commanded').map(String)}::text[]
      ) as event (id, at, device, position, commanded)
      on conflict do nothing
      returning id, at, device, position, commanded
    ), newest as (
      insert into device_positions as known (operation_id, device, event, at, position, commanded)
      select distinct on (device) ${operation}, device, id, at, position, commanded
      from stored order by device, at desc, id desc
      on conflict (operation_id, device) do update
      set event = excluded.event, at = excluded.at, position = excluded.position, commanded = excluded.commanded,
          told = false
      where (excluded.at, excluded.event) > (known.at, known.event)
    )
    select
      (select count(*)::int from stored) as stored,
      -- Within one statement the table is seen as it was before.
      array(
        select stored.id from stored join device_positions as before
          on before.operation_id = ${operation} and before.device = stored.device
        where (stored.at, stored.id) <= (before.at, before.event)
      ) as older`;
  return { stored: written?.stored ?? 0, older: new Set(written?.older) };
};
