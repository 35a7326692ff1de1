import { z } from 'zod';

/** Every error of the HTTP interface. */
export const problem = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
export type Problem = z.infer<typeof problem>;
