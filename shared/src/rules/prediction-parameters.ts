import { z } from 'zod';
import type { RuleSet } from './rule-set.ts';

const positive = z.number().positive();
const share = z.number().gt(0).lt(1);
const weight = z.number().gt(0).max(1);

/** How customers call: the share of those without supply who ever do, and the mean time until they do, minutes. */
const calling = z.strictObject({ share, meanDelayMinutes: positive });
export type Calling = z.infer<typeof calling>;

/** A discrete distribution: values and their weights, which sum to 1. */
const mixture = (value: z.ZodType<number>) =>
  z
    .array(z.strictObject({ value, weight }))
    .min(1)
    .max(8)
    .refine((parts) => Math.abs(parts.reduce((sum, part) => sum + part.weight, 0) - 1) < 1e-6, 'weights must sum to 1');

/** Outages of one device: per year, and in addition per year and kilometre of its own zone. */
const rate = z.strictObject({ perYear: positive, perYearAndKm: z.number().min(0) });

/** What the tree of prediction distinguishes: a sectionaliser counts as a recloser, and a service point stands for its service line. */
export const DEVICE_KINDS = ['service', 'transformer', 'fuse', 'recloser', 'breaker'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** Points of a monotone map from the probability that the model states to the one that held. None: the identity. */
const correction = z
  .array(z.strictObject({ stated: z.number().min(0).max(1), observed: z.number().min(0).max(1) }))
  .max(50)
  .refine(
    (points) =>
      points.every((point, i) => {
        const before = points[i - 1];
        return before === undefined || (point.stated > before.stated && point.observed >= before.observed);
      }),
    'must be sorted and never fall',
  );
export type Correction = z.infer<typeof correction>;

/** Tried on simulated fronts of 1 to 60 places (`npm run bench -- prediction --part fronts`). */
const FRONT = {
  shareOfOutages: 0.3,
  lastsMinutes: 1,
  intensities: [0.01, 0.025, 0.06, 0.15, 0.4, 1, 2.5, 6],
  reaches: [
    { value: 0.9, weight: 0.5 },
    { value: 0.2, weight: 0.5 },
  ],
  delays: [
    { medianMinutes: 12, spread: 0.95, weight: 0.3 },
    { medianMinutes: 4, spread: 0.95, weight: 0.3 },
    { medianMinutes: 1.3, spread: 0.95, weight: 0.2 },
    { medianMinutes: 0.4, spread: 0.95, weight: 0.1 },
    { medianMinutes: 0.13, spread: 0.95, weight: 0.1 },
  ],
  beforeFirstSign: [0.05, 0.4, 1.2, 3],
  placeSpread: [
    { value: 0.6, weight: 0.3 },
    { value: 1, weight: 0.4 },
    { value: 1.6, weight: 0.3 },
  ],
};

const WRONG_RECORDS = 0.02;

const values = z.strictObject({
  calling: z.strictObject({
    day: calling,
    night: calling,
    /** Night by local hour: from the first up to but without the second. */
    nightHours: z.tuple([z.number().int().min(0).max(23), z.number().int().min(0).max(23)]),
    /**
     * How often a further call from a service point of several customers comes from another of them, and not from one who has called: what it
     * counts. Parameter sets from before this was asked have none.
     */
    otherHousehold: share.default(0.7),
  }),
  /** By how much the share of callers differs from event to event: a factor on it. */
  spread: mixture(positive),
  /** Calls of customers who are not part of any outage, per customer and year. */
  strayCallsPerYear: positive,
  /** Share of customers on record behind a neighbouring transformer. Parameter sets from before this was asked have the engineering default. */
  wrongRecords: share.default(WRONG_RECORDS),
  /** A weight below 1 for a report of partial or dim supply. */
  partialWeight: weight,
  rates: z.strictObject({ service: rate, transformer: rate, fuse: rate, recloser: rate, breaker: rate }),
  /** What the weather makes of a feeder: how likely the state is, and the factor on all its rates. The mean factor is 1. */
  states: z
    .array(z.strictObject({ name: z.string().min(1).max(40), weight, factor: positive }))
    .min(1)
    .max(5),
  /**
   * What the weather makes of the network as a whole: how likely that is, and how likely each of `states` is on a feeder then. None, as in sets
   * from before this was asked: every feeder has its own.
   */
  weather: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(40),
        weight,
        states: z.array(z.number().min(0).max(1)).min(1).max(5),
      }),
    )
    .max(5)
    .default([]),
  /** A front that takes many places within a minute or so. Parameter sets from before this was asked have the engineering defaults. */
  front: z
    .strictObject({
      /** Of all outages, those that fronts bring. */
      shareOfOutages: share.default(FRONT.shareOfOutages),
      lastsMinutes: positive.default(FRONT.lastsMinutes),
      /** What it may do to a device, in years of ordinary exposure; each brings as many outages as the others. */
      intensities: z.array(positive).min(1).max(8).default(FRONT.intensities),
      /** What share of the feeders it may strike. */
      reaches: mixture(share).default(FRONT.reaches),
      /** How long after their place has failed people call: lognormal, by day. One law for all of a front. */
      delays: z
        .array(z.strictObject({ medianMinutes: positive, spread: positive, weight }))
        .min(1)
        .max(5)
        .default(FRONT.delays),
      /** How long before its first sign it may have begun, minutes; each as likely as the others. */
      beforeFirstSign: z.array(positive).min(1).max(8).default(FRONT.beforeFirstSign),
      /** By how much the share of callers differs between the places of one front: a factor on it, besides `spread`, which they share. */
      placeSpread: mixture(positive).default(FRONT.placeSpread),
    })
    .prefault({}),
  meters: z.strictObject({
    /** Share of last gasps that arrive, from event to event. */
    gaspsArriving: mixture(share),
    /** Last gasps of a meter that is part of no outage, per year. */
    blinksPerYear: positive,
    /** A last gasp counts after so many seconds, if the meter has not come back: a reclosing is no outage. */
    holdSeconds: z.number().min(0).max(600),
    /** Share of meters that answer although the model says that they are out. */
    answersThoughOut: share,
    /** Share of meters that stay silent although they have supply. */
    silentThoughOn: share,
  }),
  /** Chance that a device below one that closes again is still open. */
  nested: z.strictObject({ device: share, service: share }),
  /** A closed position says all that it can for so long, and nothing from twice as long on, minutes. */
  telemetryFreshMinutes: positive,
  /** How telemetry tells of openings. Parameter sets from before this was asked have the engineering defaults. */
  telemetry: z
    .strictObject({
      /** Word of an opening comes after so many minutes on average, and after so many at most. */
      meanDelayMinutes: positive.default(1),
      latestMinutes: positive.default(3),
      /** Share of openings of which no word ever comes. */
      neverTold: share.default(0.0005),
      /** How likely telemetry calls a device closed, of a time when it is open: next to nothing, for its word is a fact. */
      closedThoughOpen: share.default(1e-12),
    })
    .prefault({}),
  /** Shown from, as predicted and as probable; a shown device changes when another is so many times as likely, or was best for so long. */
  show: z.strictObject({
    predicted: share,
    probable: share,
    changeRatio: z.number().min(1),
    changeMinutes: z.number().min(0),
  }),
  calibration: z.strictObject({
    service: correction,
    transformer: correction,
    fuse: correction,
    recloser: correction,
    breaker: correction,
  }),
});
export type PredictionValues = z.infer<typeof values>;

/** A dated set of parameters as a file holds it: what `npm run calibrate` writes and the server may be given. */
export const predictionParametersSchema = z.strictObject({
  id: z.string().min(1).max(60),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  source: z.string().min(1).max(1000),
  status: z.enum(['verified', 'unverified', 'design']),
  values,
});
export type PredictionParameters = RuleSet<PredictionValues>;

/** Where it is unknown how much the callers of one event differ from those of the next. */
export const BROAD_SPREAD: PredictionValues['spread'] = [
  { value: 0.25, weight: 0.15 },
  { value: 0.5, weight: 0.25 },
  { value: 1, weight: 0.35 },
  { value: 2, weight: 0.25 },
];

/** Where the share of callers is well known: tells several faults on one feeder better apart. */
export const NARROW_SPREAD: PredictionValues['spread'] = [
  { value: 0.4, weight: 0.15 },
  { value: 0.7, weight: 0.25 },
  { value: 1, weight: 0.35 },
  { value: 1.6, weight: 0.25 },
];

export const PREDICTION_PARAMETERS: PredictionParameters = {
  id: 'RELIGHT-prediction-bayes-1',
  validFrom: '2026-01-01',
  validTo: null,
  source: 'Engineering defaults, tried on simulated faults; to be replaced by what `npm run calibrate` learns',
  status: 'design',
  values: {
    calling: {
      day: { share: 0.1, meanDelayMinutes: 13 },
      night: { share: 0.04, meanDelayMinutes: 38 },
      nightHours: [22, 6],
      otherHousehold: 0.7,
    },
    spread: BROAD_SPREAD,
    strayCallsPerYear: 0.02,
    wrongRecords: WRONG_RECORDS,
    partialWeight: 0.3,
    rates: {
      service: { perYear: 0.01, perYearAndKm: 0 },
      transformer: { perYear: 0.03, perYearAndKm: 0 },
      fuse: { perYear: 0.04, perYearAndKm: 0.12 },
      recloser: { perYear: 0.02, perYearAndKm: 0.1 },
      breaker: { perYear: 0.02, perYearAndKm: 0.1 },
    },
    states: [
      { name: 'calm', weight: 0.98, factor: 0.5 },
      { name: 'bad', weight: 0.018, factor: 10 },
      { name: 'storm', weight: 0.002, factor: 150 },
    ],
    weather: [
      { name: 'ordinary', weight: 0.995, states: [0.9834, 0.0161, 0.0005] },
      { name: 'stormy', weight: 0.005, states: [0.3, 0.4, 0.3] },
    ],
    front: FRONT,
    meters: {
      gaspsArriving: [
        { value: 0.85, weight: 0.85 },
        { value: 0.5, weight: 0.1 },
        { value: 0.1, weight: 0.05 },
      ],
      blinksPerYear: 1,
      holdSeconds: 60,
      answersThoughOut: 0.03,
      silentThoughOn: 0.03,
    },
    nested: { device: 0.003, service: 0.00015 },
    telemetryFreshMinutes: 15,
    telemetry: { meanDelayMinutes: 1, latestMinutes: 3, neverTold: 0.0005, closedThoughOpen: 1e-12 },
    show: { predicted: 0.5, probable: 0.8, changeRatio: 3, changeMinutes: 2 },
    calibration: { service: [], transformer: [], fuse: [], recloser: [], breaker: [] },
  },
};

/** Whether an hour lies in [from, to), which may run past midnight. */
export const isNight = ([from, to]: readonly [number, number], hour: number): boolean =>
  to > from ? from <= hour && hour < to : hour >= from || hour < to;
