import { z } from 'zod';
import { actor } from '../../operation/events.ts';

/** First message on every connection: who the server takes you for, and where the log stands. */
export const welcome = z.object({
  kind: z.literal('welcome'),
  version: z.number().int(),
  operation: z.string(),
  actor,
  head: z.number().int(),
  serverTime: z.string(),
});
export type Welcome = z.infer<typeof welcome>;
