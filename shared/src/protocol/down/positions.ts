import { z } from 'zod';
import { crewId } from '../../operation/ids.ts';

/** Last known positions of the crews that moved since the previous message (all of them in the first one). */
export const positions = z.object({
  kind: z.literal('positions'),
  positions: z.array(z.object({ crew: crewId, lon: z.number(), lat: z.number(), at: z.string() })),
});
export type Positions = z.infer<typeof positions>;
export type CrewPosition = Positions['positions'][number];
