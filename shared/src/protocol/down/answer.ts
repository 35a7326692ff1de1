import { z } from 'zod';
import { REFUSAL_CODES } from '../../operation/refusals.ts';

/**
 * The answer to one command. Accepted: its events are in the log at `seq` (the last of them), and come with the stream like everybody
 * else's. Refused: nothing has changed. Failed: the server could not tell; send the same command again.
 */
export const answer = z.object({
  kind: z.literal('answer'),
  command: z.string(),
  result: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('accepted'), seq: z.number().int() }),
    z.object({
      outcome: z.literal('refused'),
      code: z.enum(REFUSAL_CODES),
      details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
    z.object({ outcome: z.literal('failed'), code: z.string(), message: z.string() }),
  ]),
});
export type Answer = z.infer<typeof answer>;
