import type { HttpBindings } from '@hono/node-server';
import type { Authenticated } from '../auth/authenticate.ts';
import type { Limits } from '../limits/limits.ts';

/** What handlers find in the context of a request. `incoming` is missing where a test calls the application directly. */
export type Env = {
  Bindings: Partial<HttpBindings>;
  Variables: {
    /** Null on routes that are open to everybody, when nobody is signed in. */
    who: Authenticated | null;
    /** The address from which it comes, as far as that can be believed. */
    from: string;
    /** How slowly a body may come. */
    bodies: Limits['bodies'];
  };
};
