import { z } from 'zod';
import { etrBasis, outlook, reportGroup, ruling, withdrawal } from './commands.ts';
import { commandId, crewId, dispatchId, foreignId, incidentId, permitId, planId, stepId, tagId } from './ids.ts';
import {
  customerCount,
  extent,
  freeText,
  importantCustomers,
  instant,
  latitude,
  longitude,
  outline,
  place,
  ranges,
  shortText,
  words,
} from './values.ts';
import {
  ABANDON_REASONS,
  CANCEL_REASONS,
  CAUSES,
  CONFIDENCES,
  CONFIRM_REASONS,
  DECLINE_REASONS,
  ETR_REASONS,
  ETR_SOURCES,
  HOLD_REASONS,
  OPERATION_KINDS,
  PLAN_ACTIONS,
  PLAN_PURPOSES,
  PLAN_STEP_PURPOSES,
  POSITION_SOURCES,
  RECALL_REASONS,
  REOPEN_REASONS,
  RESPONSE_LEVELS,
  RESTORATION_MEANS,
  ROLES,
  SKIP_REASONS,
  SWITCHING_ACTIONS,
  VERIFICATIONS,
} from './vocabulary.ts';

/**
 * Events are facts, and a FILE FORMAT: every one ever written stays in the log for ever and must stay readable. Members may be added as
 * optional; nothing is renamed or removed without an upcaster (`upcast.ts`) and a stored fixture (`event-fixtures.ts`).
 *
 * What a rule judged (customers affected, priority, arrival estimate) is recorded here, so that a later change of the rule does not
 * change history. No personal data: people appear as ids only.
 */
const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });

const priority = z.number().int().min(1).max(4);

/** Whole sections that lost supply at the same time. */
const outGroup = z.object({ ranges, customers: customerCount, since: instant });
/** A section of which not all customers were interrupted or are out: how many were, and how many are out, by when they lost supply. */
const partlyOut = z.object({
  section: z.number().int().min(0),
  interrupted: customerCount,
  out: z.array(z.object({ since: instant.nullable(), customers: customerCount })).max(100),
});
/** Who is out afterwards without being simply out as a whole section since the incident's own time; absent: nobody. */
const exceptions = {
  lostLater: z.array(outGroup).max(1000).optional(),
  partly: z.array(partlyOut).max(1000).optional(),
};

/** Load against rating of the weakest element that a step's supply runs over. */
const loading = z.object({
  element: foreignId,
  name: shortText,
  amperes: z.number().min(0),
  ratedA: z.number().min(0),
  /** Line-to-line voltage that the amperes are of, and whether it is only the default because the network says none. */
  kilovolts: z.number().positive().optional(),
  assumed: z.boolean().optional(),
});

/** One step of an adopted plan and what it was foreseen to do when the plan was adopted, all steps before it done. */
const plannedStep = z.object({
  number: z.number().int().min(1),
  action: z.enum(PLAN_ACTIONS),
  device: foreignId,
  name: shortText,
  nameEn: shortText.nullable(),
  lon: longitude,
  lat: latitude,
  purpose: z.enum(PLAN_STEP_PURPOSES),
  /** Whether telemetry sees the device; else somebody in the field says that it is done. */
  telemetered: z.boolean(),
  /** Who has supply after the step and had none before it, how many of them are important, and who loses it. */
  customers: customerCount,
  important: customerCount,
  customersLost: customerCount,
  loading: loading.nullable(),
});

/** What the person knows it from who took an outage out of the hands of the rules. */
const known = { reason: z.enum(HOLD_REASONS).optional(), note: freeText.optional() };

/** A fact that speaks against what a person holds: a device was seen open or closed, or everybody's meter has supply. */
export const holdFact = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['open', 'closed']), device: foreignId, name: shortText, nameEn: shortText.nullable() }),
  z.object({ is: z.literal('supplied') }),
]);

export const eventSchema = z.discriminatedUnion('type', [
  event('operationOpened', { kind: z.enum(OPERATION_KINDS), name: words, network: z.string().nullable() }),
  event('responseLevelSet', {
    level: z.enum(RESPONSE_LEVELS).nullable(),
    matters: shortText,
    expectedUntil: instant.nullable(),
    measures: freeText,
  }),
  event('crewDutySet', { crew: crewId, onDuty: z.boolean() }),

  event('outagePredicted', {
    incident: incidentId,
    number: z.number().int().min(1),
    place,
    extent,
    partly: exceptions.partly,
    since: instant,
    reports: reportGroup,
    ruling,
    priority,
    /** Found still out after `incident` was restored: these customers and minutes are no longer that one's but this one's. */
    nested: z
      .object({ incident: incidentId, customers: customerCount, customerMinutesReturned: z.number().min(0) })
      .optional(),
    /** The incident that the reports were counted in until now. */
    from: incidentId.optional(),
    /** The incident that it takes the place of because the evidence no longer supports that one. */
    withdrawn: withdrawal.optional(),
  }),
  event('incidentOpened', {
    incident: incidentId,
    number: z.number().int().min(1),
    place,
    outline: outline.nullable(),
    extent,
    partly: exceptions.partly,
    since: instant,
    hazard: z.boolean(),
    confirmedBy: z.enum(CONFIRM_REASONS).nullable(),
    priority,
    note: freeText.nullable(),
  }),
  event('reportsReceived', {
    incident: incidentId,
    reports: reportGroup,
    priority,
    /** The incident that they were counted in until now. */
    from: incidentId.optional(),
    /** What is said of the prediction since. */
    ruling: ruling.optional(),
  }),
  /** Without a ruling it was a person who moved it, and there it stays: locked. */
  event('outageMoved', {
    incident: incidentId,
    place,
    extent,
    partly: exceptions.partly,
    ruling: ruling.nullable(),
    priority,
    /** Only in logs from before a number stayed with its place: the place that it left was withdrawn, and what the evidence said of it in the end. */
    withdrawn: ruling.optional(),
    ...known,
  }),
  /** What the evidence says of an outage that people have touched, where it no longer supports it; null: it does again. */
  event('predictionDoubted', { incident: incidentId, finding: ruling.nullable() }),
  /** How many customers the evidence expects to be out beyond what is confirmed, and why that has changed. */
  event('outlookSet', outlook.shape),
  event('outageConfirmed', {
    incident: incidentId,
    reason: z.enum(CONFIRM_REASONS),
    /** Since when its customers are out, where telemetry has seen it. */
    since: instant.optional(),
  }),
  event('incidentCancelled', { incident: incidentId, reason: z.enum(CANCEL_REASONS), note: freeText.nullable() }),
  /** `extent` and `priority` are those of the remaining incident afterwards. */
  event('incidentMerged', {
    incident: incidentId,
    into: incidentId,
    extent,
    priority,
    /** Since when the remaining one's customers are out, where telemetry has seen it; else the earlier of both. */
    since: instant.optional(),
  }),
  /** `extent` and `priority` are those of the incident that it had been merged into, afterwards. */
  event('incidentUnmerged', {
    incident: incidentId,
    number: z.number().int().min(1),
    from: incidentId,
    place,
    partExtent: extent,
    partPriority: priority,
    since: instant,
    reportedAt: instant,
    reports: z.object({ count: z.number().int().min(0), lastAt: instant.nullable() }),
    hazard: z.boolean(),
    ruling: ruling.nullable(),
    extent,
    priority,
    ...exceptions,
  }),
  /** One part of a split; `extent` and `priority` are those of the incident that was parted, afterwards. */
  event('incidentSplit', {
    incident: incidentId,
    extent,
    priority,
    ...exceptions,
    restFree: z.literal(true).optional(),
    ...known,
    part: z.object({
      incident: incidentId,
      number: z.number().int().min(1),
      place,
      extent,
      priority,
      ...exceptions,
    }),
  }),
  event('predictionLocked', {
    incident: incidentId,
    locked: z.boolean(),
    ...known,
    /** Of one that is given back and stands where no rule had placed it: what is said of it until the rules have weighed it. */
    ruling: ruling.optional(),
  }),
  /** A fact speaks against what a person holds. It stays, and a person decides. */
  event('holdContradicted', { incident: incidentId, fact: holdFact, occurredAt: instant }),
  event('faultLocated', {
    incident: incidentId,
    /** Null: the finding was taken back. */
    fault: z
      .object({
        element: foreignId,
        name: shortText,
        nameEn: shortText.nullable(),
        section: z.number().int().min(0),
        lon: longitude,
        lat: latitude,
      })
      .nullable(),
    occurredAt: instant,
  }),
  event('faultRepaired', { incident: incidentId, occurredAt: instant }),
  event('incidentReopened', {
    incident: incidentId,
    reason: z.enum(REOPEN_REASONS),
    ranges,
    customers: customerCount,
    /** Those who are out again, as far as is known who is; all of them in lines that do not say. */
    important: importantCustomers.optional(),
    /** Taken back from the count, because these customers had not been restored after all. */
    customerMinutesReturned: z.number().min(0),
    ...exceptions,
  }),
  event('incidentClosed', {
    incident: incidentId,
    cause: z.enum(CAUSES),
    note: freeText.nullable(),
    customersInterrupted: customerCount,
    customerMinutes: z.number().min(0),
  }),
  /** `hazard`, with the priority that follows: only where the note changed it. */
  event('noteAdded', {
    incident: incidentId,
    text: freeText,
    hazard: z.boolean().optional(),
    priority: priority.optional(),
  }),

  event('crewDispatched', {
    dispatch: dispatchId,
    incident: incidentId,
    crew: crewId,
    /** Straight-line estimate at the moment of the order; null when the crew's position was unknown. */
    distanceM: z.number().min(0).nullable(),
    travelMinutes: z.number().min(0).nullable(),
    answerBy: instant,
  }),
  event('crewRecalled', { dispatch: dispatchId, incident: incidentId, crew: crewId, reason: z.enum(RECALL_REASONS) }),
  event('dispatchAccepted', { dispatch: dispatchId, incident: incidentId, crew: crewId, occurredAt: instant }),
  event('dispatchDeclined', {
    dispatch: dispatchId,
    incident: incidentId,
    crew: crewId,
    reason: z.enum(DECLINE_REASONS),
    occurredAt: instant,
  }),
  event('dispatchTimedOut', { dispatch: dispatchId, incident: incidentId, crew: crewId }),
  event('crewEnRoute', { dispatch: dispatchId, incident: incidentId, crew: crewId, occurredAt: instant }),
  event('crewArrived', {
    dispatch: dispatchId,
    incident: incidentId,
    crew: crewId,
    occurredAt: instant,
    lon: longitude.nullable(),
    lat: latitude.nullable(),
  }),
  event('fieldWorkCompleted', { dispatch: dispatchId, incident: incidentId, crew: crewId, occurredAt: instant }),

  event('etrSet', {
    incident: incidentId,
    etr: instant,
    previous: instant.nullable(),
    source: z.enum(ETR_SOURCES),
    confidence: z.enum(CONFIDENCES),
    reason: z.enum(ETR_REASONS),
    /** Only of a model's estimate. */
    basis: etrBasis.optional(),
  }),
  event('supplyRestored', {
    incident: incidentId,
    step: stepId,
    means: z.enum(RESTORATION_MEANS),
    ranges,
    customers: customerCount,
    customersLeft: customerCount,
    /** Those who have supply back, as far as is known who has. In lines that do not say: all of them with the last customer, else none. */
    important: importantCustomers.optional(),
    customerMinutes: z.number().min(0),
    verification: z.enum(VERIFICATIONS).nullable(),
    occurredAt: instant,
    /** Who it was follows from the trace of a switching step of the same id. */
    traced: z.boolean().optional(),
    /** When those of the step had lost supply, where not all of them at the incident's own time. */
    groups: z.array(outGroup).max(1000).optional(),
    /** Of those who have supply now, how many have it from a generator only: the incident is not over for them. */
    temporary: customerCount.optional(),
    ...exceptions,
  }),
  /** Customers lose supply by a step of an open incident: they are out from now on, not from its beginning. */
  event('supplyLost', {
    incident: incidentId,
    step: stepId,
    ranges,
    customers: customerCount,
    important: importantCustomers,
    /** Of them, how many the incident had interrupted and restored before. */
    again: customerCount.optional(),
    /** Since when they count as out: now, or their first interruption where the second followed at once (IEEE 1366 step restoration). */
    since: instant,
    /** Taken back because the interruption counts as one that never ended. */
    customerMinutesReturned: z.number().min(0),
    priority,
    occurredAt: instant,
    temporary: customerCount.optional(),
    ...exceptions,
  }),
  event('switchingRecorded', {
    step: stepId,
    incident: incidentId.nullable(),
    operations: z
      .array(
        z.object({
          action: z.enum(SWITCHING_ACTIONS),
          element: foreignId,
          name: shortText,
          nameEn: shortText.nullable(),
          lon: longitude,
          lat: latitude,
          /** Whether the element now is as it normally is. */
          normal: z.boolean(),
          /** Of telemetry: whether somebody ordered it. */
          commanded: z.boolean().optional(),
        }),
      )
      .max(200),
    source: z.enum(POSITION_SOURCES),
    occurredAt: instant,
    /** What telemetry reports although a tag, a permit or an unrepaired fault (by its incident) forbids it: somebody may be in danger. */
    against: z
      .array(z.object({ by: z.enum(['tag', 'permit', 'fault']), id: z.string().max(100) }))
      .max(200)
      .optional(),
  }),
  event('switchingPlanAdopted', {
    plan: planId,
    incident: incidentId,
    purpose: z.enum(PLAN_PURPOSES),
    proposal: z.string().max(60).nullable(),
    /** Where the fault was then: the element. */
    fault: foreignId.nullable(),
    steps: z.array(plannedStep).min(1).max(50),
    /** Customers of the incident who are foreseen to be without supply after the last step. */
    customersLeft: customerCount,
    supersedes: planId.nullable(),
    note: freeText.nullable(),
  }),
  event('switchingStepSkipped', {
    plan: planId,
    incident: incidentId,
    number: z.number().int().min(1),
    reason: z.enum(SKIP_REASONS),
    note: freeText.nullable(),
  }),
  /** Every step is done or skipped. */
  event('switchingPlanCompleted', { plan: planId, incident: incidentId }),
  event('switchingPlanAbandoned', {
    plan: planId,
    incident: incidentId,
    reason: z.enum(ABANDON_REASONS),
    note: freeText.nullable(),
  }),
  event('tagPlaced', {
    tag: tagId,
    device: foreignId,
    name: shortText,
    nameEn: shortText.nullable(),
    lon: longitude,
    lat: latitude,
    incident: incidentId.nullable(),
    note: freeText.nullable(),
  }),
  event('tagRemoved', { tag: tagId }),
  event('permitIssued', {
    permit: permitId,
    incident: incidentId,
    crew: crewId,
    isolation: z.array(foreignId).max(50),
    /** What the isolation points part from supply: nobody records an energising of it before the release. */
    ranges,
  }),
  event('permitReleased', { permit: permitId, people: z.number().int().min(0) }),
]);

export type OperationEvent = z.infer<typeof eventSchema>;
export type EventType = OperationEvent['type'];
export type EventOf<Type extends EventType> = Extract<OperationEvent, { type: Type }>;

/** Who did it: ids only. */
export const actor = z.object({ id: z.string().min(1).max(100), role: z.enum(ROLES), crew: crewId.optional() });
export type Actor = z.infer<typeof actor>;
export type HoldFact = z.infer<typeof holdFact>;

/** One line of the log. `at` is when the server recorded it; events say themselves when a thing occurred, if that was earlier. */
export const recordedEvent = z.object({
  seq: z.number().int().min(1),
  at: instant,
  actor,
  command: commandId,
  event: eventSchema,
});
export type RecordedEvent = z.infer<typeof recordedEvent>;
