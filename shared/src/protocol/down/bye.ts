import { z } from 'zod';

/** Said before the server closes the connection. `retry: false` means that coming back with the same session is of no use. */
export const bye = z.object({
  kind: z.literal('bye'),
  reason: z.enum(['signedOut', 'tooSlow', 'shuttingDown', 'badMessage', 'otherVersion']),
  retry: z.boolean(),
  /** For whoever debugs a client: what was wrong with its message, in English. */
  message: z.string().optional(),
});
export type Bye = z.infer<typeof bye>;
