import { z } from 'zod';

const candidate = z.object({
  id: z.string(),
  /** Of a device; EnergyConsumer of a service point. */
  class: z.string(),
  name: z.string(),
  nameEn: z.string().optional(),
  lon: z.number(),
  lat: z.number(),
  /** Who would be without supply if it were there, and how many of the calls counted in the incident that would explain. */
  customers: z.number().int(),
  calls: z.number().int(),
});

/**
 * `GET /api/operations/{id}/incidents/{incident}/places`: where an outage could be pinned to or split at: devices on the way to the source, nearest
 * first; and of devices and calling service points below, those with most calls first, at most 100 of `belowTotal`.
 */
export const incidentPlacesAnswer = z.object({
  above: z.array(candidate),
  below: z.array(candidate),
  belowTotal: z.number().int(),
});
export type IncidentPlacesAnswer = z.infer<typeof incidentPlacesAnswer>;
export type CandidatePlace = z.infer<typeof candidate>;
