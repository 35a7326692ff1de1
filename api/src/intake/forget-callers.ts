import type { Sql } from '@relight/db/connect';
import type { Logger } from 'pino';
import type { Asked } from '../operations/read-log.ts';
import { type Repeated, repeat } from '../repeat.ts';

const LOOK_MS = 3_600_000;
/** So that no statement holds many rows for long. */
const AT_ONCE = 5_000;

/**
 * Takes from reports that are older than so many days what names or places a caller. That somebody called, when, and for which outage
 * stays: counts and the parameters of prediction rest on it, and the log never knew more.
 */
export const forgetCallers = async (sql: Sql, days: number): Promise<number> => {
  let forgotten = 0;
  for (;;) {
    const { count } = await sql`
      update trouble_reports set note = null, service_point = null, lon = null, lat = null
      where (operation_id, id) in (${oldCallers(sql, days)} limit ${AT_ONCE} for update skip locked)`;
    forgotten += count;
    if (count < AT_ONCE) return forgotten;
  }
};

/** Which reports that is. The condition is the one of the index `trouble_reports_callers`. */
export const oldCallers = (sql: Asked, days: number) => sql`
  select operation_id, id from trouble_reports
  where received_at < now() - ${days} * interval '1 day'
    and (note is not null or service_point is not null or lon is not null or lat is not null)`;

/** Does so at the start and every hour. */
export const startForgetting = ({ sql, days, log }: { sql: Sql; days: number; log: Logger }): Repeated => {
  const work = async () => {
    const reports = await forgetCallers(sql, days);
    if (reports > 0) log.info({ reports, days }, 'callers of old reports were forgotten');
  };
  const onError = (error: unknown) => log.warn({ err: error }, 'callers of old reports could not be forgotten');
  const first = work().catch(onError);
  const again = repeat(LOOK_MS, work, onError);
  return {
    async close() {
      await Promise.all([first, again.close()]);
    },
  };
};
