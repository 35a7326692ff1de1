import { isDamage } from '@relight/db/damage';
import type { Problem } from '@relight/shared/http/problem';
import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { problemOf, troubleOf } from '../database-trouble.ts';
import type { Env } from './env.ts';
import { HttpProblem } from './problem.ts';

/** Writes every error of the interface in its one form. What nobody foresaw is logged in full and told in general. */
export const handleError =
  (log: Logger): ErrorHandler<Env> =>
  (error, c) => {
    if (error instanceof HttpProblem) return answerProblem(c, error);
    if (error instanceof HTTPException) {
      return answerProblem(c, new HttpProblem(error.status as 400, 'badRequest', error.message));
    }
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'request failed');
    const trouble = troubleOf(error);
    if (trouble !== undefined) return answerProblem(c, problemOf(trouble));
    if (isDamage(error)) {
      return answerProblem(
        c,
        new HttpProblem(
          500,
          'databaseDamaged',
          'A part of the database on disk is damaged and cannot be read. The server’s log says where; an administrator must restore it.',
        ),
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
