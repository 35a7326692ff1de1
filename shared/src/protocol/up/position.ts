import { z } from 'zod';
import { latitude, longitude } from '../../operation/values.ts';

/** Where this crew is. Last value wins; never in the log. */
export const positionMessage = z.strictObject({
  kind: z.literal('position'),
  lon: longitude,
  lat: latitude,
  accuracyM: z.number().min(0).max(100_000).optional(),
});
export type PositionMessage = z.infer<typeof positionMessage>;
