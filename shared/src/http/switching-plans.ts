import { z } from 'zod';
import { planId } from '../operation/ids.ts';
import { REFUSAL_CODES } from '../operation/refusals.ts';
import { PLAN_ACTIONS, PLAN_STEP_PURPOSES } from '../operation/vocabulary.ts';

/** Why a step of an adopted plan does not hold as it was adopted. */
export const hindrance = z.discriminatedUnion('why', [
  z.object({ why: z.enum(['tag', 'permit', 'fault']), id: z.string() }),
  z.object({ why: z.literal('notPossible'), code: z.enum(REFUSAL_CODES) }),
  z.object({ why: z.enum(['closesLoop', 'feedsBack']) }),
  z.object({ why: z.enum(['gainsLess', 'loses']), expected: z.number().int(), now: z.number().int() }),
  z.object({ why: z.literal('overload'), name: z.string(), amperes: z.number(), ratedA: z.number() }),
]);

/**
 * `GET /api/operations/{id}/incidents/{incident}/normal-state`: the switches of an incident back to normal, for a person to judge and to adopt.
 * Empty where none of them stands otherwise, or the fault has not been repaired.
 */
export const normalStateAnswer = z.object({
  steps: z.array(
    z.object({
      number: z.number().int(),
      action: z.enum(PLAN_ACTIONS),
      device: z.string(),
      name: z.string(),
      nameEn: z.string().nullable(),
      lon: z.number(),
      lat: z.number(),
      purpose: z.enum(PLAN_STEP_PURPOSES),
      /** Who has supply after the step and had none before it, and who loses it. */
      customers: z.number().int(),
      customersLost: z.number().int(),
    }),
  ),
});
export type NormalStateAnswer = z.infer<typeof normalStateAnswer>;

/**
 * `GET /api/operations/{id}/incidents/{incident}/switching-plan`: what is left of the plan that is under way, judged against the network as
 * it is switched after event `seq`. The plan itself, with what has been done of it, is in the operation's state.
 */
export const switchingPlanCheck = z.object({
  seq: z.number().int(),
  /** Null: no plan is under way for the incident, or the operation has no network. */
  plan: planId.nullable(),
  premises: z.array(z.enum(['faultMoved', 'faultRepaired'])),
  /** The steps still to be done, each judged as if those before it were done; `hindrances` is empty where a step holds. */
  steps: z.array(z.object({ number: z.number().int(), customers: z.number().int(), hindrances: z.array(hindrance) })),
});
export type SwitchingPlanCheck = z.infer<typeof switchingPlanCheck>;
