import type { Tables } from '@relight/db/connect';
import { sessions, users } from '@relight/db/schema/people';
import { and, eq, isNotNull, sql } from 'drizzle-orm';

const LOOK_MS = 5_000;
/** An open page is noticed once a minute, see the live socket; two misses in a row count as gone. */
const GONE_AFTER_S = 150;

export type Staffed = ReturnType<typeof watchStaffed>;

/** Which crews a real person answers for at the moment, on whichever server process. */
export const watchStaffed = ({ tables, onError }: { tables: Tables; onError: (error: unknown) => void }) => {
  let crews: ReadonlySet<string> = new Set();
  const look = async () => {
    const rows = await tables
      .selectDistinct({ crew: users.crewId })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(isNotNull(users.crewId), sql`${sessions.lastUsedAt} > now() - ${GONE_AFTER_S} * interval '1 s'`));
    crews = new Set(rows.map(({ crew }) => crew ?? ''));
  };
  const timer = setInterval(() => void look().catch(onError), LOOK_MS);
  timer.unref();
  return { has: (crew: string): boolean => crews.has(crew), stop: () => clearInterval(timer) };
};
