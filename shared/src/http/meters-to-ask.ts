import { z } from 'zod';
import { foreignId, incidentId } from '../operation/ids.ts';

const device = z.object({ id: z.string(), name: z.string(), nameEn: z.string().nullable() });

/** A meter whose answer would tell what has failed in an incident. */
export const meterToAsk = z.object({
  incident: incidentId,
  servicePoint: foreignId,
  lon: z.number(),
  lat: z.number(),
  /** By how much its answer is expected to lessen what is not known of the failed device, given those named before it, bits. */
  bits: z.number(),
  /** The likeliest device that has opened if it is without supply; null: nothing but its own service. */
  outIf: device.nullable(),
  /** The likeliest device that has opened if it has supply; null: none of those in question. */
  onIf: device.nullable(),
  /** Whether a meter there has spoken before; else nobody knows whether there is one. */
  metered: z.boolean(),
});
export type MeterToAsk = z.infer<typeof meterToAsk>;

/** A meter that was asked and may still answer. */
export const meterAsked = z.object({ servicePoint: foreignId, at: z.string(), lon: z.number(), lat: z.number() });

/** `GET /api/operations/{id}/meters-to-ask?incident=`: of each incident those that tell most, in the order in which to ask them. */
export const metersToAskAnswer = z.object({
  meters: z.array(meterToAsk),
  asked: z.array(meterAsked),
  /** After so long without an answer a meter that was asked counts as `noResponse`. */
  answerWithinSeconds: z.number().int(),
  /** The rule set that this follows, and how sure it is. */
  rules: z.object({ id: z.string(), status: z.enum(['verified', 'unverified', 'design']) }),
});
export type MetersToAskAnswer = z.infer<typeof metersToAskAnswer>;
