import { z } from 'zod';
import { foreignId } from '../operation/ids.ts';
import { instant } from '../operation/values.ts';

/**
 * `asked`: the head end has asked this meter, and has no answer yet. If none comes in time it counts as `noResponse`; a meter that nobody
 * has asked is never taken to be silent.
 */
export const METER_EVENT_KINDS = ['lastGasp', 'powerOn', 'noResponse', 'asked'] as const;
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
