import { z } from 'zod';
import { DATABASE_TROUBLES } from '../trouble.ts';

/** Sent every second. `hash` is the state hash at `hashSeq`, now and then: a replica at that very seq compares it with its own. */
export const heartbeat = z.object({
  kind: z.literal('heartbeat'),
  serverTime: z.string(),
  head: z.number().int(),
  hash: z.string().optional(),
  hashSeq: z.number().int().optional(),
  /** Why nothing can be written at present: orders will not be answered before that is over. */
  trouble: z.enum(DATABASE_TROUBLES).optional(),
});
export type Heartbeat = z.infer<typeof heartbeat>;
