import { z } from 'zod';

/** Sent every second. `hash` is the state hash at `hashSeq`, now and then: a replica at that very seq compares it with its own. */
export const heartbeat = z.object({
  kind: z.literal('heartbeat'),
  serverTime: z.string(),
  head: z.number().int(),
  hash: z.string().optional(),
  hashSeq: z.number().int().optional(),
});
export type Heartbeat = z.infer<typeof heartbeat>;
