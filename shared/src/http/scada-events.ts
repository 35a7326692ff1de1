import { z } from 'zod';
import { foreignId } from '../operation/ids.ts';
import { instant } from '../operation/values.ts';

/** A position that telemetry reports. `commanded`: somebody ordered it; without it an opening counts as a trip. */
export const scadaEvent = z.strictObject({
  id: foreignId,
  at: instant,
  device: foreignId,
  position: z.enum(['open', 'closed']),
  commanded: z.boolean().default(false),
});
export type ScadaEvent = z.infer<typeof scadaEvent>;

/** At most this many SCADA events in one request. */
export const MAX_SCADA_EVENTS = 5_000;
