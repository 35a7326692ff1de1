import { z } from 'zod';
import { recordedEvent } from '../../operation/events.ts';

/** Log lines in order. The first one follows the last one this client was sent; a client that sees a gap says `resume`. */
export const events = z.object({ kind: z.literal('events'), events: z.array(recordedEvent).min(1) });
export type Events = z.infer<typeof events>;
