import type { Sql } from '@relight/db/connect';
import { z } from 'zod';
import { type App, endpoint } from './endpoint.ts';
import { tryLater } from './problem.ts';

const health = z.object({ status: z.literal('ok'), version: z.string(), database: z.literal('ok') });

/** A database that takes longer than this is of no use to anybody. */
const PATIENCE_MS = 2_000;

export const healthRoutes = (app: App, { sql, version }: { sql: Sql; version: string }): void =>
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/health',
      tag: 'About',
      summary: 'Whether the server can serve',
      answer: health,
      problems: { 503: 'It cannot: the database does not answer.' },
    },
    async () => {
      if (!(await answers(sql))) throw tryLater(503, 'databaseAway', 'The database does not answer.', 2);
      return { status: 'ok' as const, version, database: 'ok' as const };
    },
  );

const answers = async (sql: Sql): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const asked = sql`select 1`.then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answered;
};
