import { z } from 'zod';
import { IMPORTANCE_CLASSES } from '../network/facts.ts';
import { crewId, dispatchId } from '../operation/ids.ts';
import { words } from '../operation/values.ts';
import { CREW_KINDS, OPERATION_KINDS } from '../operation/vocabulary.ts';
import { CERTIFICATES } from '../rules/qualification.ts';

/** One line of `GET /api/operations`. */
export const operationSummary = z.object({
  id: z.string(),
  /** The Chinese name; `words` has both. */
  name: z.string(),
  words,
  kind: z.enum(OPERATION_KINDS),
  head: z.number().int(),
  status: z.enum(['open', 'closed']),
  network: z.string().nullable(),
});
export type OperationSummary = z.infer<typeof operationSummary>;

/** One line of `GET /api/operations/{id}/crews`: the roster with where each crew stands now. Names of members only for those who may see them. */
export const crewOnRoster = z.object({
  id: crewId,
  name: words,
  kind: z.enum(CREW_KINDS),
  base: z.object({ name: words, lon: z.number(), lat: z.number() }),
  vehicle: z.object({ plate: z.string(), kind: words }),
  /** Local hours; a night shift ends before it starts. */
  shift: z.object({ startHour: z.number(), endHour: z.number() }),
  persons: z.number().int(),
  /** Held by at least one member and valid today. */
  certificates: z.array(z.enum(CERTIFICATES)),
  members: z
    .array(z.object({ name: words, responsible: z.boolean(), certificates: z.array(z.enum(CERTIFICATES)) }))
    .optional(),
  status: z.enum(['offDuty', 'standby', 'offered', 'accepted', 'enRoute', 'onSite']),
  dispatch: dispatchId.nullable(),
  position: z.object({ lon: z.number(), lat: z.number(), at: z.string() }).nullable(),
});
export type CrewOnRoster = z.infer<typeof crewOnRoster>;

/** One line of `GET /api/operations/{id}/important-customers`. */
export const importantCustomer = z.object({
  servicePoint: z.string(),
  name: words,
  class: z.enum(IMPORTANCE_CLASSES),
  category: words,
  /** What carries it without the grid, and for how long. */
  backup: z.enum(['none', 'ups', 'diesel', 'upsAndDiesel']),
  autonomyMinutes: z.number().int().min(0),
  safetyLoadKw: z.number(),
  lon: z.number(),
  lat: z.number(),
});
export type ImportantCustomer = z.infer<typeof importantCustomer>;
