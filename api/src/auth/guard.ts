import type { MiddlewareHandler } from 'hono';
import type { Env } from '../http/env.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { SecurityLog } from '../security-log.ts';
import type { Authenticate } from './authenticate.ts';
import { findAccess } from './permissions.ts';
import { requireSameOrigin } from './same-origin.ts';

/** Stands before every route under /api: who asks, from where, and whether the access table lets them. */
export const guard =
  ({ authenticate, security }: { authenticate: Authenticate; security: SecurityLog }): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { method, path } = c.req;
    if (c.req.url.includes('%00')) {
      throw new HttpProblem(
        400,
        'badAddress',
        'The address holds a NUL character (%00), which no id or text may hold.',
      );
    }
    const entry = findAccess(method, path);
    if (entry.found === 'nothing') throw notFound('This address');
    if (entry.found === 'otherMethod') {
      const allow = entry.allow.join(', ');
      throw new HttpProblem(405, 'methodNotAllowed', `This address answers to ${allow} only.`, {
        headers: { Allow: allow },
      });
    }
    const from = c.get('from');
    try {
      requireSameOrigin(c.req.raw);
    } catch (problem) {
      security.refused({ what: 'request', route: entry.route, from, code: 'otherOrigin' });
      throw problem;
    }
    const who = await authenticate(c.req.raw);
    if (entry.access !== 'everybody') {
      if (who === null) {
        // A page whose session is over asks once more without meaning harm; a key is right, or somebody tries.
        if (c.req.header('authorization') !== undefined)
          security.refused({ what: 'request', route: entry.route, from, code: 'notSignedIn' });
        throw new HttpProblem(
          401,
          'notSignedIn',
          'Sign in first, or send a valid key as "Authorization: Bearer KEY".',
          {
            headers: { 'WWW-Authenticate': 'Bearer' },
          },
        );
      }
      if (!entry.access.includes(who.actor.role)) {
        const { id, role } = who.actor;
        security.refused({ what: 'request', route: entry.route, actor: id, role, code: 'notPermitted' });
        throw new HttpProblem(403, 'notPermitted', `The role "${who.actor.role}" may not do this.`);
      }
    }
    c.set('who', who);
    return next();
  };
