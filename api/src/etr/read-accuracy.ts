import type { Sql } from '@relight/db/connect';
import type { JudgedIncident } from '@relight/shared/etr/accuracy';
import type { EtrSource } from '@relight/shared/operation/vocabulary';

/** The newest are judged. */
const MOST = 5_000;

/** Incidents restored in the last `days`, with what had been said before they were, for a judgement of the estimates. */
export const readJudgedIncidents = async (
  sql: Sql,
  operation: string,
  { days, now }: { readonly days: number; readonly now: Date },
): Promise<readonly JudgedIncident[]> => {
  const restored = await sql<{ id: string; at: Date }[]>`
    select id, restored_at as at from incidents
    where operation_id = ${operation} and status in ('restored', 'closed')
      and restored_at > ${new Date(now.getTime() - days * 86_400_000)}
    order by restored_at desc limit ${MOST}`;
  const ids = restored.map(({ id }) => id);
  const [steps, estimates] = await Promise.all([
    sql<{ incident: string; at: Date; customers: number }[]>`
      select incident, at, customers from restoration_steps
      where operation_id = ${operation} and incident = any(${ids})`,
    sql<{ incident: string; at: Date; etr: string; source: EtrSource }[]>`
      select event ->> 'incident' as incident, at, event ->> 'etr' as etr, event ->> 'source' as source from events
      where operation_id = ${operation} and event ->> 'incident' = any(${ids}) and type = 'etrSet' order by seq`,
  ]);
  const stepsOf = byIncident(steps);
  const estimatesOf = byIncident(estimates);
  return restored.map(({ id, at: restoredAt }) => ({
    restoredAt: restoredAt.toISOString(),
    steps: (stepsOf.get(id) ?? []).map(({ at, customers }) => ({ at: at.toISOString(), customers })),
    // What was said after the end, because the end was recorded late, tells nothing.
    estimates: (estimatesOf.get(id) ?? []).filter(({ at }) => at < restoredAt),
  }));
};

const byIncident = <Row extends { readonly incident: string }>(rows: readonly Row[]): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.incident);
    if (group) group.push(row);
    else groups.set(row.incident, [row]);
  }
  return groups;
};
