import type { DatabaseTrouble } from '@relight/shared/protocol/trouble';
import { type HttpProblem, tryLater } from './http/problem.ts';

/** By the code of the driver, of the operating system, or of PostgreSQL. */
const CODES: Readonly<Record<DatabaseTrouble, RegExp>> = {
  // Class 08, 57P0x shutting down, 53300 no connection left.
  away: /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|08...|57P0[123]|53300)$/,
  full: /^53100$/,
  readOnly: /^25006$/,
  exhausted: /^(53000|53200|53400)$/,
  // Class 58 is the system under the database; XX00x a page or an index that cannot be read.
  failing: /^(58...|XX00[12]|ROWS_MISSING)$/,
  // Cancelled, or longer than anything may wait.
  slow: /^(57014|55P03|25P0[34])$/,
};

const TOLD: Readonly<Record<DatabaseTrouble, { readonly message: string; readonly retryS: number }>> = {
  away: { message: 'The database does not answer at the moment.', retryS: 2 },
  full: { message: 'The disk of the database is full: nothing can be written until there is room.', retryS: 30 },
  readOnly: { message: 'The database is read-only: nothing can be written until that is changed.', retryS: 30 },
  exhausted: { message: 'The database has run out of memory.', retryS: 10 },
  failing: { message: 'The database cannot read or write its own files; its log says which.', retryS: 30 },
  slow: { message: 'The database took too long.', retryS: 2 },
};

/** Why the database cannot serve at present, if that is what an error says; the same may be sent again later then. */
export const troubleOf = (error: unknown): DatabaseTrouble | undefined => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const trouble =
    typeof code === 'string'
      ? (Object.keys(CODES) as DatabaseTrouble[]).find((known) => CODES[known].test(code))
      : undefined;
  return trouble ?? (cause === undefined || cause === null ? undefined : troubleOf(cause));
};

export const messageOf = (trouble: DatabaseTrouble): string => TOLD[trouble].message;

/** For whoever asked over HTTP: `databaseFull` and the like, with Retry-After. */
export const problemOf = (trouble: DatabaseTrouble): HttpProblem => {
  const { message, retryS } = TOLD[trouble];
  return tryLater(503, `database${trouble[0]?.toUpperCase()}${trouble.slice(1)}`, message, retryS);
};
