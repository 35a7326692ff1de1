import type { Problem } from '@relight/shared/http/problem';
import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import type { Env } from './env.ts';
import { HttpProblem, tryLater } from './problem.ts';

/** Writes every error of the interface in its one form. What nobody foresaw is logged in full and told in general. */
export const handleError =
  (log: Logger): ErrorHandler<Env> =>
  (error, c) => {
    if (error instanceof HttpProblem) return answerProblem(c, error);
    if (error instanceof HTTPException) {
      return answerProblem(c, new HttpProblem(error.status as 400, 'badRequest', error.message));
    }
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'request failed');
    if (isDatabaseAway(error)) {
      return answerProblem(
        c,
        tryLater(503, 'databaseAway', 'The database does not answer at the moment. Try again in a few seconds.', 2),
      );
    }
    return answerProblem(
      c,
      new HttpProblem(500, 'internal', 'The server failed to do this. The reason is in its log; try again.'),
    );
  };

export const answerProblem = (c: Context<Env>, { status, code, message, details, headers }: HttpProblem): Response => {
  const body: Problem = { error: details === undefined ? { code, message } : { code, message, details } };
  return c.json(body, status, { ...headers });
};

/** By the code of the driver, of the operating system, or of PostgreSQL (class 08, 57P0x shutting down, 53300 no connection left). */
const isDatabaseAway = (error: unknown): boolean => {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string' && DATABASE_AWAY.test(code)) return true;
  return cause !== undefined && cause !== null && isDatabaseAway(cause);
};

const DATABASE_AWAY =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|08...|57P0[123]|53300)$/;
