import { z } from 'zod';
import { foreignId } from '../operation/ids.ts';
import { instant } from '../operation/values.ts';

export const METER_EVENT_KINDS = ['lastGasp', 'powerOn', 'noResponse'] as const;
export type MeterEventKind = (typeof METER_EVENT_KINDS)[number];

/** What a meter, or the head end that asked it, says about its supply. */
export const meterEvent = z.strictObject({
  id: foreignId,
  at: instant,
  servicePoint: foreignId,
  kind: z.enum(METER_EVENT_KINDS),
});
export type MeterEvent = z.infer<typeof meterEvent>;

/** At most this many meter events in one request; more come as several requests. */
export const MAX_METER_EVENTS = 20_000;
