import type { Sql } from '@relight/db/connect';
import type { DatabaseTrouble } from '@relight/shared/protocol/trouble';
import type { Logger } from 'pino';
import { troubleOf } from './database-trouble.ts';
import { type Repeated, repeat } from './repeat.ts';

const LOOK_MS = 2_000;
/** A database that takes longer than this is of no use to anybody. */
const PATIENCE_MS = 2_000;
/** Who asks within this time of a proof gets the same one: asking must not become a load. */
const FRESH_MS = 1_000;

/** Whether anything can be written, proved by writing. */
export type Writes = Repeated & {
  /** What the last proof has found; null while all is well. */
  readonly trouble: DatabaseTrouble | null;
  /** A proof that is a second old at most. Never rejects. */
  prove(): Promise<DatabaseTrouble | null>;
};

/** Proves it again and again, so that screens can say it before somebody's order fails. */
export const watchWrites = ({ sql, log }: { readonly sql: Sql; readonly log: Logger }): Writes => {
  let trouble: DatabaseTrouble | null = null;
  let provedAt = Number.NEGATIVE_INFINITY;
  let proving: Promise<DatabaseTrouble | null> | undefined;

  const proveNow = async () => {
    const found = await tryToWrite(sql);
    if (found !== trouble) {
      if (found === null) log.info('the database takes writes again');
      else log.error({ trouble: found }, 'nothing can be written to the database');
    }
    trouble = found;
    provedAt = performance.now();
    return found;
  };
  const prove = (): Promise<DatabaseTrouble | null> => {
    if (proving === undefined && performance.now() - provedAt < FRESH_MS) return Promise.resolve(trouble);
    proving ??= proveNow().finally(() => {
      proving = undefined;
    });
    return proving;
  };
  const looks = repeat(
    LOOK_MS,
    async () => void (await prove()),
    () => {},
  );
  return {
    get trouble() {
      return trouble;
    },
    prove,
    close: looks.close,
  };
};

const tryToWrite = async (sql: Sql): Promise<DatabaseTrouble | null> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DatabaseTrouble>((resolve) => {
    timer = setTimeout(() => resolve('slow'), PATIENCE_MS);
  });
  const written = sql`
    insert into installation (name, value) values ('last-proof-of-writing', 'null')
    on conflict (name) do update set updated_at = now()`.then(
    () => null,
    (error) => troubleOf(error) ?? 'failing',
  );
  const found = await Promise.race([written, late]);
  clearTimeout(timer);
  return found;
};
