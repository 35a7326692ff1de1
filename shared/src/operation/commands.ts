import { z } from 'zod';
import { commandId, crewId, dispatchId, foreignId, incidentId, permitId, planId, stepId, tagId } from './ids.ts';
import {
  customerCount,
  enteredShortText,
  enteredText,
  enteredWords,
  instant,
  latitude,
  longitude,
  outline,
} from './values.ts';
import {
  ABANDON_REASONS,
  CANCEL_REASONS,
  CAUSES,
  CONFIDENCES,
  CONFIRM_REASONS,
  DECLINE_REASONS,
  ETR_REASONS,
  HOLD_REASONS,
  OPERATION_KINDS,
  PLAN_ACTIONS,
  PLAN_PURPOSES,
  PLAN_STEP_PURPOSES,
  RECALL_REASONS,
  REOPEN_REASONS,
  RESPONSE_LEVELS,
  RESTORATION_MEANS,
  SKIP_REASONS,
  SWITCHING_ACTIONS,
  VERIFICATIONS,
} from './vocabulary.ts';

/**
 * Commands are orders: what somebody wants to happen. Who and when are not theirs to say; the server adds both.
 *
 * `basedOn` is the `changedSeq` of the incident as the person saw it. A command that carries it is refused as `stale` when the incident
 * has changed since, instead of being applied to something that is no longer there.
 */
const command = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ id: commandId, type: z.literal(type), ...shape });

const basedOn = z.number().int().min(0).optional();
/** When it happened, if that was earlier than when it is recorded (an entry made late, or without signal). */
const occurredAt = instant.optional();

/** Of an order that takes an outage out of the hands of the rules: what the person knows it from. */
const known = { reason: z.enum(HOLD_REASONS).optional(), note: enteredText.optional() };

/** What a group of trouble reports says, without who called. Without ids: nobody called, and it is what meters said that is dated here. */
export const reportGroup = z.strictObject({
  ids: z.array(foreignId).max(1000),
  firstAt: instant,
  lastAt: instant,
  hazard: z.boolean(),
});

/** Customers that a prediction expects to be out: the expectation and its central 80 %. */
export const expectedOut = z.strictObject({ expected: customerCount, low: customerCount, high: customerCount });

const evidenceCount = z.number().int().min(0);

/** What is expected of the whole operation. */
export const outlook = z.strictObject({
  ...expectedOut.shape,
  /** The feeders where most are expected. */
  byFeeder: z.array(z.strictObject({ feeder: foreignId, ...expectedOut.shape })).max(200),
  /** On all other feeders together. */
  elsewhere: expectedOut,
  /** Customers of the incidents that were predicted at that moment: what is predicted or confirmed since moves the figure by itself. */
  shown: customerCount,
  /** The evidence that is new since the last outlook: no figure moves without some, or time that counts as evidence. */
  because: z.strictObject({
    calls: evidenceCount,
    lastGasps: evidenceCount,
    answers: evidenceCount,
    positions: evidenceCount,
    sinceSeconds: evidenceCount,
  }),
});

/** Which rule placed an incident, and on what evidence. */
export const ruling = z.strictObject({
  rule: z.string().min(1).max(60),
  evidence: z.record(z.string().max(40), z.number()),
  /** P(this device is the one that opened), as stated at that time. */
  probability: z.number().min(0).max(1).optional(),
  /** The parameter set that it was judged with. */
  parameters: z.string().min(1).max(60).optional(),
  runnersUp: z
    .array(
      z.object({
        device: foreignId,
        name: enteredShortText,
        nameEn: enteredShortText.nullable(),
        probability: z.number(),
      }),
    )
    .max(3)
    .optional(),
  /** Devices with the same customers below, which no evidence can tell from this one. */
  same: z
    .array(z.object({ device: foreignId, name: enteredShortText, nameEn: enteredShortText.nullable() }))
    .max(5)
    .optional(),
  /** Between how many customers the outage lies, eight times in ten. */
  between: z.strictObject({ low: customerCount, high: customerCount }).optional(),
});

/** What the evidence says in the end of an incident that it no longer supports. */
export const withdrawal = z.strictObject({ incident: incidentId, finding: ruling });

/** What an estimate rests on: how many past outages of which kind, and their median and 80 % restoration time. */
export const etrBasis = z.object({
  group: z.string().min(1).max(200),
  outages: z.number().int().min(0),
  p50Minutes: z.number().min(0),
  p80Minutes: z.number().min(0),
});

/** One thing that was done to the network: `element` is a device, a conductor for a cut, a service point or device for a generator. */
const switchingOperation = z.strictObject({ action: z.enum(SWITCHING_ACTIONS), element: foreignId });

/** One step of a plan that is adopted, in the order in which it is to be done. What comes of it is the server's to say. */
const plannedStep = z.strictObject({
  action: z.enum(PLAN_ACTIONS),
  device: foreignId,
  purpose: z.enum(PLAN_STEP_PURPOSES),
});
/** A plan has a step for each device at most, so that it is plain in which position the plan wants it. */
const plannedSteps = z
  .array(plannedStep)
  .min(1)
  .max(50)
  .refine((steps) => new Set(steps.map(({ device }) => device)).size === steps.length, 'one step for each device');

const restorationScope = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('all') }),
  z.strictObject({ type: z.literal('below'), devices: z.array(foreignId).min(1).max(50) }),
  z.strictObject({ type: z.literal('count'), customers: customerCount.min(1) }),
]);

const incidentSite = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('device'), device: foreignId }),
  /** For where no network model exists: an outline, a count, a name. */
  z.strictObject({
    type: z.literal('area'),
    outline,
    customers: customerCount.min(1),
    name: enteredShortText,
    area: z.enum(['urban', 'rural', 'remote']),
  }),
]);

export const commandSchema = z.discriminatedUnion('type', [
  command('openOperation', { kind: z.enum(OPERATION_KINDS), name: enteredWords, network: foreignId.nullable() }),
  command('setResponseLevel', {
    level: z.enum(RESPONSE_LEVELS).nullable(),
    /** 突发事件应对法 Art. 72: matters, level, expected duration and measures must be stated. */
    matters: enteredShortText,
    expectedUntil: instant.nullable(),
    measures: enteredText,
  }),
  command('setCrewDuty', { crew: crewId, onDuty: z.boolean() }),

  command('predictOutage', {
    incident: incidentId,
    /** A device, or the service point that alone has lost supply as far as anybody knows; here and wherever a `device` is an incident's place. */
    device: foreignId,
    reports: reportGroup,
    ruling,
    absorbs: z.array(incidentId).max(200),
    /** Found still without supply after this one was restored: the interruption goes on from that one's beginning. */
    nestedIn: incidentId.optional(),
    /** When supply was lost, where meters know it better than the first report. */
    since: instant.optional(),
    /** The incident that these reports were counted in until now. */
    from: incidentId.optional(),
    /** Of a withdrawal: the incident among `absorbs` that the evidence no longer supports, and what it says by now of where that was shown. */
    withdrawn: withdrawal.optional(),
  }),
  command('attachReports', {
    incident: incidentId,
    reports: reportGroup,
    from: incidentId.optional(),
    /** What is said of the prediction now that these have come: its sentence counts what is shown beside it. */
    ruling: ruling.optional(),
  }),
  command('moveOutage', {
    incident: incidentId,
    device: foreignId,
    absorbs: z.array(incidentId).max(200),
    /** Null of a person, who pins it: there it stays until it is given back. `reason` and `note` are of that person. */
    ruling: ruling.nullable(),
    reports: reportGroup.nullable(),
    ...known,
    basedOn,
  }),
  /** What the evidence says by now of an outage that people have touched, where it no longer supports it; null: it does again. */
  command('doubtPrediction', { incident: incidentId, finding: ruling.nullable() }),
  /** How many customers the evidence expects to be out beyond what is confirmed. */
  command('setOutlook', outlook.shape),
  command('openIncident', {
    incident: incidentId,
    site: incidentSite,
    since: instant,
    reason: z.enum(CONFIRM_REASONS).nullable(),
    hazard: z.boolean(),
    note: enteredText.optional(),
    /** With `reason: planned`: when supply is to be back. */
    plannedUntil: instant.optional(),
  }),
  command('confirmOutage', { incident: incidentId, reason: z.enum(CONFIRM_REASONS), basedOn }),
  command('cancelIncident', {
    incident: incidentId,
    reason: z.enum(CANCEL_REASONS),
    note: enteredText.optional(),
    basedOn,
  }),
  command('mergeIncident', { incident: incidentId, into: incidentId, basedOn }),
  /** Takes back a merge: `incident` became part of `from`, which must not have been touched by a restoration step since. */
  command('unmergeIncident', { incident: incidentId, from: incidentId, basedOn }),
  /** Parts an incident: what lies below each device becomes an incident of its own; the rest stays where it is. */
  command('splitIncident', {
    incident: incidentId,
    parts: z
      .array(z.strictObject({ incident: incidentId, device: foreignId }))
      .min(1)
      .max(20),
    /** The rest is left to the rules, where it was before. */
    restFree: z.literal(true).optional(),
    ...known,
    basedOn,
  }),
  /**
   * While locked, no rule moves, absorbs or cancels it; calls from within it join it. Unlocked, it is the rules' again. Locked once more where a
   * fact speaks against it, it stays all the same.
   */
  command('lockPrediction', { incident: incidentId, locked: z.boolean(), ...known, basedOn }),
  /** Everybody in a locked prediction has supply, as their meters say: for a person to decide. */
  command('contradictHold', { incident: incidentId }),
  /** Where the damage is: a conductor or a device. Null takes the finding back. */
  command('locateFault', { incident: incidentId, element: foreignId.nullable(), occurredAt, basedOn }),
  command('recordRepair', { incident: incidentId, occurredAt, basedOn }),
  command('reopenIncident', {
    incident: incidentId,
    reason: z.enum(REOPEN_REASONS),
    scope: restorationScope,
    basedOn,
  }),
  command('closeIncident', { incident: incidentId, cause: z.enum(CAUSES), note: enteredText.optional(), basedOn }),
  /** `hazard`: that life is in danger there, or that it no longer is; left out, nothing is said about it. */
  command('addNote', { incident: incidentId, text: enteredText.min(1), hazard: z.boolean().optional() }),

  command('dispatchCrew', { dispatch: dispatchId, incident: incidentId, crew: crewId }),
  command('recallCrew', { dispatch: dispatchId, reason: z.enum(RECALL_REASONS) }),
  command('acceptDispatch', { dispatch: dispatchId, occurredAt }),
  command('declineDispatch', { dispatch: dispatchId, reason: z.enum(DECLINE_REASONS), occurredAt }),
  command('expireDispatch', { dispatch: dispatchId }),
  command('departForSite', { dispatch: dispatchId, occurredAt }),
  command('arriveOnSite', { dispatch: dispatchId, occurredAt, lon: longitude.optional(), lat: latitude.optional() }),
  command('completeFieldWork', { dispatch: dispatchId, occurredAt }),

  command('setEtr', {
    incident: incidentId,
    etr: instant,
    confidence: z.enum(CONFIDENCES),
    reason: z.enum(ETR_REASONS),
    /** Given by the estimates that are learned from past outages; a person's estimate has none. */
    basis: etrBasis.optional(),
  }),
  command('restoreSupply', {
    incident: incidentId,
    step: stepId,
    means: z.enum(RESTORATION_MEANS),
    scope: restorationScope,
    /** Required when the step leaves nobody out. */
    verification: z.enum(VERIFICATIONS).optional(),
    occurredAt,
    basedOn,
  }),

  /** What was switched, cut or supplied, in this order. Who gets or loses supply follows from the trace. */
  command('recordSwitching', {
    step: stepId,
    incident: incidentId.nullable(),
    operations: z.array(switchingOperation).min(1).max(50),
    verification: z.enum(VERIFICATIONS).optional(),
    occurredAt,
    basedOn,
    /**
     * The step of an adopted plan that this is. It is judged against the plan as well: whether it is the next one, and whether it still
     * does what the plan expects of it. Done by anybody in another way, a step counts just the same.
     */
    planStep: z.strictObject({ plan: planId, number: z.number().int().min(1), basedOn }).optional(),
  }),
  /** Positions that telemetry reports, those that differ from what is known. An uncommanded opening is an outage, and confirmed. */
  command('recordTelemetry', {
    step: stepId,
    positions: z
      .array(
        z.strictObject({
          device: foreignId,
          position: z.enum(['open', 'closed']),
          commanded: z.boolean(),
          occurredAt: instant,
          /** The incident that an uncommanded opening becomes, if it becomes one. */
          incident: incidentId,
        }),
      )
      .min(1)
      .max(200),
  }),

  /**
   * What is to be switched because of an incident, step by step (SwitchingPlan of IEC 61968-3). `basedOn` is about the incident. Where it
   * has a plan under way, that one is named: it is superseded.
   */
  command('adoptSwitchingPlan', {
    plan: planId,
    incident: incidentId,
    purpose: z.enum(PLAN_PURPOSES),
    steps: plannedSteps,
    /** The proposal that it was made from. */
    proposal: z.string().min(1).max(60).optional(),
    supersedes: planId.optional(),
    note: enteredText.optional(),
    basedOn,
  }),
  /** `basedOn` is the plan's `changedSeq` here and in the next one. */
  command('skipSwitchingStep', {
    plan: planId,
    number: z.number().int().min(1),
    reason: z.enum(SKIP_REASONS),
    note: enteredText.optional(),
    basedOn,
  }),
  command('abandonSwitchingPlan', {
    plan: planId,
    reason: z.enum(ABANDON_REASONS),
    note: enteredText.optional(),
    basedOn,
  }),

  /** Do not operate (禁止合闸): nobody records an energising of this device before the tag is gone. */
  command('placeTag', { tag: tagId, device: foreignId, incident: incidentId.nullable(), note: enteredText.optional() }),
  command('removeTag', { tag: tagId }),
  /** Work may begin on what the isolation points part from supply. */
  command('issuePermit', {
    permit: permitId,
    incident: incidentId,
    crew: crewId,
    isolation: z.array(foreignId).min(1).max(50),
    /** Stated by whoever issues it, and kept with it. */
    backFeedsIsolated: z.literal(true),
    groundsConfirmed: z.literal(true),
  }),
  command('releasePermit', {
    permit: permitId,
    people: z.number().int().min(0).max(500),
    tools: z.literal(true),
    groundsRemoved: z.literal(true),
  }),
]);

export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];
export type CommandOf<Type extends CommandType> = Extract<Command, { type: Type }>;
export type ReportGroup = z.infer<typeof reportGroup>;
export type Ruling = z.infer<typeof ruling>;
export type EtrBasis = z.infer<typeof etrBasis>;
export type RestorationScope = z.infer<typeof restorationScope>;
