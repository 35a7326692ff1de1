import type { Sql } from '@relight/db/connect';
import { ETR_MODEL } from '@relight/shared/rules/etr-defaults';

/** Whether so many incidents have come in within an hour that the past says little about how long these will last. */
export type StormMode = { readonly storm: boolean; readonly lastHour: number; readonly limit: number };

export const stormMode = async (sql: Sql, operation: string, now: Date): Promise<StormMode> => {
  const [row] = await sql<{ lastHour: number }[]>`
    select count(*)::int as "lastHour" from incidents
    where operation_id = ${operation} and reported_at > ${new Date(now.getTime() - 3_600_000)}
      and status not in ('cancelled', 'merged')`;
  const lastHour = row?.lastHour ?? 0;
  const limit = ETR_MODEL.values.stormIncidentsPerHour;
  return { storm: lastHour > limit, lastHour, limit };
};
