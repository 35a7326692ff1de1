import { z } from 'zod';
import { extent } from '../operation/values.ts';
import { PLAN_STEP_PURPOSES } from '../operation/vocabulary.ts';

/** `GET /api/operations/{id}/trace?element=ID&direction=up|down`: under the present switching state. */
export const traceAnswer = z.object({
  element: z.string(),
  direction: z.enum(['up', 'down']),
  /** Everything on the way to the source (up), or everything that this element feeds (down). */
  extent,
  /** Devices on the way to the source, nearest first (up); protective devices below, nearest first, at most 200 (down). */
  devices: z.array(
    z.object({
      id: z.string(),
      class: z.string(),
      name: z.string(),
      nameEn: z.string().optional(),
      lon: z.number(),
      lat: z.number(),
    }),
  ),
  supplied: z.boolean(),
});
export type TraceAnswer = z.infer<typeof traceAnswer>;

/** One piece of evidence, as the map shows it. */
export const evidencePoint = z.object({
  id: z.string(),
  /** `asked`: the meter was asked, and may still answer. */
  kind: z.enum(['outage', 'partial', 'hazard', 'lastGasp', 'powerOn', 'noResponse', 'asked']),
  servicePoint: z.string().nullable(),
  at: z.string(),
  lon: z.number(),
  lat: z.number(),
});
export type EvidencePoint = z.infer<typeof evidencePoint>;

/** `GET /api/operations/{id}/incidents/{incident}/evidence`: what an incident was predicted from, newest first, at most 2,000 pieces. */
export const evidenceAnswer = z.object({ total: z.number().int(), points: z.array(evidencePoint) });
export type EvidenceAnswer = z.infer<typeof evidenceAnswer>;

const loading = z.object({
  element: z.string(),
  name: z.string(),
  amperes: z.number(),
  ratedA: z.number(),
  /** Line-to-line voltage that the amperes are at; `assumed`: a default, because the network states none. */
  kilovolts: z.number(),
  assumed: z.boolean(),
});

/** One of `GET /api/operations/{id}/incidents/{incident}/restoration-plans`, best first (shared/network/restore/restoration-plan). */
export const restorationPlan = z.object({
  id: z.string(),
  steps: z.array(
    z.object({
      number: z.number().int(),
      action: z.enum(['open', 'close']),
      device: z.string(),
      name: z.string(),
      nameEn: z.string().optional(),
      lon: z.number(),
      lat: z.number(),
      purpose: z.enum(PLAN_STEP_PURPOSES),
      regained: extent,
    }),
  ),
  regained: extent,
  customersLeft: z.number().int(),
  loading: loading.nullable(),
  /** What one tie alone would have loaded, where the load is divided between several for that reason. */
  undivided: loading.nullable(),
  forbidden: z.array(z.object({ step: z.number().int(), by: z.enum(['tag', 'permit']), id: z.string() })),
  ranking: z.object({
    importantRegained: z.number().int(),
    customersRegained: z.number().int(),
    overloaded: z.boolean(),
    operations: z.number().int(),
    telemetered: z.number().int(),
  }),
});

export const restorationPlansAnswer = z.object({
  plans: z.array(restorationPlan),
  /** Why there is none, where there is none. */
  none: z.enum(['faultUnknown', 'noSwitch', 'noNetwork', 'nothingHealthy']).nullable(),
});
export type RestorationPlansAnswer = z.infer<typeof restorationPlansAnswer>;

/** `GET /api/operations/{id}/etr-accuracy`: how well estimates held, of the incidents restored in the last `days`. */
export const etrAccuracyAnswer = z.object({
  days: z.number().int(),
  restored: z.number().int(),
  bySource: z.array(
    z.object({
      source: z.string(),
      count: z.number().int(),
      /** Share of customers who had supply back by the last estimate. */
      keptShare: z.number().nullable(),
      /** Median of |restored − first estimate|, minutes. */
      medianErrorMinutes: z.number().nullable(),
    }),
  ),
  /** What automatic estimates rest on now. */
  model: z.object({
    /** `storm`: none are given, too many incidents in the last hour; `defaults`: too few past outages; `drill`: none are given. */
    state: z.enum(['learned', 'defaults', 'storm', 'drill']),
    /** Past outages that it was learned from. */
    outages: z.number().int(),
    incidentsLastHour: z.number().int(),
    /** More than this in an hour are a storm. */
    stormLimit: z.number().int(),
    /** A published time is so many times what the past says, as the latest outages have shown; null: too many of them are open, and none is given. */
    factor: z.number().nullable(),
    /** How many outages the factor rests on. */
    calibratedBy: z.number().int(),
  }),
});
export type EtrAccuracyAnswer = z.infer<typeof etrAccuracyAnswer>;
