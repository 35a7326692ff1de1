import { type Logger, pino } from 'pino';

const SECRETS = ['cookie', 'authorization', 'password', 'headers.cookie', 'headers.authorization'];

/**
 * The server's log: JSON lines on standard output, without secrets and without personal data.
 * @param to where the lines go instead, for tests
 */
export const createServerLog = (level: string, to?: { write(line: string): void }): Logger => {
  const options = {
    level,
    base: null,
    redact: SECRETS.map((name) => `*.${name}`),
    serializers: { err: describeError },
  };
  return to === undefined ? pino(options) : pino(options, to);
};

/** What of an error says where it went wrong. All else may hold what was to be stored: names, notes of callers, hashes. */
const SHOWN = ['code', 'severity', 'routine', 'schema_name', 'table_name', 'column_name', 'constraint_name', 'syscall'];
const DEEPEST = 5;

type Told = Record<string, unknown>;

/** An error as the log shows it: a failed query with its statement, and without the values that were sent along. */
const describeError = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error)) return error;
  const told: Told = { type: error.name, message: plain(error, error.message), stack: plain(error, error.stack ?? '') };
  for (const name of SHOWN) {
    const value = (error as unknown as Told)[name];
    if (value !== undefined) told[name] = value;
  }
  if (error.cause !== undefined && depth < DEEPEST) told.cause = describeError(error.cause, depth + 1);
  return told;
};

/** The query builder ends its messages with the values of the query; PostgreSQL quotes one that it cannot read (class 22). */
const plain = (error: Error, text: string): string => {
  const { params, code } = error as { params?: unknown; code?: unknown };
  if (params !== undefined) return text.replace(`params: ${params}`, 'params: …');
  if (typeof code !== 'string' || !code.startsWith('22')) return text;
  return text.replace(error.message, error.message.replace(/: ".*/s, ''));
};
