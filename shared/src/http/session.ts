import { z } from 'zod';
import { crewId } from '../operation/ids.ts';
import { words } from '../operation/values.ts';
import { ROLES, type Role } from '../operation/vocabulary.ts';

/** `POST /api/session`. */
export const credentials = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});

/** Who is signed in: the answer of `GET` and `POST /api/session`. */
export const signedIn = z.object({
  user: z.object({
    id: z.string(),
    username: z.string(),
    name: words,
    role: z.enum(ROLES),
    crew: crewId.optional(),
  }),
  /** Whether simulated people run the demo city here. */
  demo: z.boolean(),
});
export type SignedIn = z.infer<typeof signedIn>;

/** `GET /api/session/demo`: whom a newcomer may be with one click. Exists only in the demo, on loopback. */
export const demoPeople = z.object({
  people: z.array(z.object({ username: z.string(), name: words, role: z.enum(ROLES), crew: crewId.optional() })),
});
export type DemoPeople = z.infer<typeof demoPeople>;

/** `POST /api/session/demo`. */
export const demoSignIn = z.strictObject({ username: z.string().min(1).max(100) });

/** `GET /api/demo` and `POST /api/demo` (paused only): the simulated people of the demo city. */
export const demoLife = z.object({ available: z.boolean(), paused: z.boolean() });
export type DemoLife = z.infer<typeof demoLife>;
/** Who may send them home and call them back. */
export const DEMO_PAUSERS: readonly Role[] = ['dispatcher', 'manager', 'admin'];
