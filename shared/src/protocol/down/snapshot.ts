import { z } from 'zod';
import type { OperationState } from '../../operation/state.ts';

/** The whole state at `state.seq`: sent instead of a backfill that would be long, and to a client that asks for it. */
export const snapshot = z.object({
  kind: z.literal('snapshot'),
  // The state is this program's own product, made by `evolve`; it is not checked member by member again.
  state: z.custom<OperationState>((value) => typeof value === 'object' && value !== null && 'seq' in value),
});
export type Snapshot = z.infer<typeof snapshot>;
