import { type CallLaw, calledBy, delayDensity, MINUTES_A_YEAR } from './call-law.ts';
import { METER_LAW, type Meters, metersIn } from './meters.ts';
import type { Records } from './records.ts';
import { isOfSwitch, type Signal } from './signals.ts';
import { customersAt, type Site, serviceSite, type World } from './world.ts';

/** What the oracle knows and no real predictor does: how this very event's calls were drawn. */
export type Truths = {
  readonly world: World;
  readonly law: CallLaw;
  readonly records: Records;
  readonly meters?: Meters;
  /** Devices whose position telemetry reports, when there is telemetry. */
  readonly telemetered?: boolean;
  /** An outer device closed again at this minute: whatever is out now was out then, and sends no last gasps any more. */
  readonly closedAgain?: number;
};

export type Belief = { readonly site: Site; readonly probability: number };

/**
 * The exact posterior of a single fault, by adding up all devices on the way of the evidence, the service points themselves, and nothing at
 * all, over the time of the fault, the factor of the event, and the share of last gasps that arrives (Bayes' rule, trapezoidal sums).
 * Whatever a device does not explain is a call about something else, or a wrong record. Devices with the same customers are one belief.
 * `now` in minutes; signals later than that are not heard. Likeliest first; what is missing to 1 is "nothing failed".
 */
export const exactPosterior = (truths: Truths, signals: readonly Signal[], now: number): readonly Belief[] => {
  const heard = listen(truths, signals, now);
  const opened = truths.telemetered ? heard.opened : undefined;
  if (opened) return [{ site: opened, probability: 1 }];

  let best = 0;
  const rough: { site: Site; weight: number }[] = [];
  for (const site of candidates(truths, heard)) {
    const split = splitAll(truths, heard, site);
    if (atMost(split) < best - NEGLIGIBLE) continue;
    const weight = logWeight(truths, heard, site, split, ROUGH);
    rough.push({ site, weight });
    best = Math.max(best, weight);
  }
  const weights = new Map<string, { site: Site; weight: number }>();
  for (const { site, weight } of rough) {
    if (weight < best - NEGLIGIBLE) continue;
    const key = `${site.from}-${site.to}`;
    const before = weights.get(key);
    const own = logWeight(truths, heard, site, splitAll(truths, heard, site), FINE);
    weights.set(key, { site: before?.site ?? site, weight: before ? logSum([before.weight, own]) : own });
  }
  // That nothing failed has the weight 1: every other one is measured against "all of these calls are about something else".
  const total = logSum([0, ...[...weights.values()].map(({ weight }) => weight)]);
  return [...weights.values()]
    .map(({ site, weight }) => ({ site, probability: Math.exp(weight - total) }))
    .sort((a, b) => b.probability - a.probability);
};

/** Delays between the fault and the first evidence that are added up, minutes: steps of a third, or only to see who is worth it. */
const FINE = Array.from({ length: 29 }, (_, i) => 0.03 * 1.35 ** i);
const ROUGH = [0.1, 0.4, 1, 2.5, 6, 15, 40];
/** Natural units below the best at the rough look; e^-30 of the probability at most. */
const NEGLIGIBLE = 30;

/** Standard normal factor of an event in seven steps. */
export const EVENT_FACTORS = [-2.25, -1.5, -0.75, 0, 0.75, 1.5, 2.25].map((z, _, all) => ({
  z,
  weight: Math.exp((-z * z) / 2) / all.reduce((sum, other) => sum + Math.exp((-other * other) / 2), 0),
}));
const TYPICAL = [{ z: 0, weight: 1 }];
const SILENT_BY_ITSELF = 1 - METER_LAW.answersPing;
const BLINKS = METER_LAW.blinksAYear / MINUTES_A_YEAR;
/** Chance that something below a device that closes again is still open. */
const STILL_OUT = { device: 0.003, service: 0.00015 };
/** No probability of a single answer is taken below this. */
const LEAST = 1e-6;

type Heard = {
  readonly now: number;
  /** Each in the order of service points. */
  readonly calls: readonly Point[];
  readonly gasps: readonly Point[];
  /** The latest answer of each meter. */
  readonly pings: readonly (Point & { readonly on: boolean })[];
  readonly opened: Site | undefined;
};
type Point = { readonly at: number; readonly point: number };

const listen = ({ world, closedAgain }: Truths, signals: readonly Signal[], now: number): Heard => {
  const calls: Point[] = [];
  const gasps = new Map<number, Point>();
  const pings = new Map<number, Point & { readonly on: boolean }>();
  let opened: Site | undefined;
  for (const signal of signals) {
    if (signal.at > now || signal.at <= (closedAgain ?? Number.NEGATIVE_INFINITY)) continue;
    if (signal.kind === 'opened') opened = world.siteOf(signal.device);
    if (isOfSwitch(signal)) continue;
    if (signal.kind === 'call') calls.push(signal);
    else if (signal.kind === 'lastGasp') gasps.set(signal.point, signal);
    else {
      const before = pings.get(signal.point);
      if (!before || before.at <= signal.at)
        pings.set(signal.point, { at: signal.at, point: signal.point, on: signal.kind === 'powerOn' });
    }
  }
  const inOrder = <T extends Point>(points: Iterable<T>) =>
    [...points].sort((a, b) => a.point - b.point || a.at - b.at);
  return { now, calls: inOrder(calls), gasps: inOrder(gasps.values()), pings: inOrder(pings.values()), opened };
};

const candidates = ({ world, telemetered }: Truths, { calls, gasps, pings }: Heard): readonly Site[] => {
  const points = new Set([...calls, ...gasps, ...pings.filter(({ on }) => !on)].map(({ point }) => point));
  const sites = new Set<Site>();
  for (const point of points)
    for (const site of world.above(point)) if (!(telemetered && site.telemetered)) sites.add(site);
  // After the devices, so that a belief that is both goes by the name of the device.
  return [...sites, ...Array.from(points, (point) => serviceSite(world, point))];
};

/** No single call or last gasp, however timely, is worth more than this: the rarest stray against the most talkative event. */
const MOST_OF_ONE = 18;
const atMost = ({ calls, gasps, pings }: Splits): number =>
  [calls, gasps, pings].reduce((sum, { inside, near }) => sum + (inside.length + near.length) * MOST_OF_ONE, 0);

/** Logarithm of how much likelier the evidence and the failure of this site are than the evidence without any failure. */
const logWeight = (
  truths: Truths,
  heard: Heard,
  site: Site,
  { calls, gasps, pings }: Splits,
  delays: readonly number[],
): number => {
  if (truths.closedAgain !== undefined) {
    const stillOut = site.kind === 'service' ? STILL_OUT.service : STILL_OUT.device;
    return (
      Math.log(stillOut) +
      callWeight(truths, site, calls, heard.now, truths.closedAgain) +
      pingWeight(pings, truths.closedAgain)
    );
  }
  const evidence = [...calls.inside, ...gasps.inside].sort((a, b) => a.at - b.at).slice(0, 2);
  const weightAt = (start: number): number =>
    callWeight(truths, site, calls, heard.now, start) +
    gaspWeight(truths, site, gasps, heard.now, start) +
    pingWeight(pings, start);
  // From just before the first, and just before the second in case that the first is about something else.
  const startsBefore = (some: readonly number[]) =>
    [...new Set(evidence.flatMap(({ at }) => some.map((delay) => at - delay)))].sort((a, b) => a - b);
  const looked = startsBefore(ROUGH).map((start) => ({ start, log: weightAt(start) }));
  const most = looked.reduce((max, { log }) => Math.max(max, log), Number.NEGATIVE_INFINITY);
  const isWorthwhile = (start: number): boolean => {
    const after = looked.findIndex((one) => one.start > start);
    const around = after < 0 ? looked.slice(-1) : looked.slice(Math.max(0, after - 1), after + 1);
    return around.some(({ log }) => log > most - 2 * NEGLIGIBLE);
  };
  const starts = delays === ROUGH ? looked : startsBefore(delays).map((start) => ({ start, log: undefined }));
  const terms = starts.flatMap(({ start, log }, i) => {
    if (log === undefined && !isWorthwhile(start)) return [];
    const width = ((starts[i + 1]?.start ?? start) - (starts[i - 1]?.start ?? start)) / 2;
    return [Math.log(width) + (log ?? weightAt(start))];
  });
  return Math.log(site.rate / MINUTES_A_YEAR) + logSum(terms);
};

/** Evidence within the site's interval, and near it within reach of a wrong record. */
type Placed<T extends Point> = T & {
  /** Customers of the site who are written down at this service point, and who really are there. */
  readonly expected: number;
  readonly customers: number;
};
type Split<T extends Point> = { readonly inside: readonly Placed<T>[]; readonly near: readonly Placed<T>[] };
type Splits = {
  readonly calls: Split<Point>;
  readonly gasps: Split<Point>;
  readonly pings: Split<Point & { readonly on: boolean }>;
};

const splitAll = (truths: Truths, heard: Heard, site: Site): Splits => ({
  calls: splitAt(truths, heard.calls, site),
  gasps: splitAt(truths, heard.gasps, site),
  pings: splitAt(truths, heard.pings, site),
});

const splitAt = <T extends Point>({ world, records }: Truths, points: readonly T[], site: Site): Split<T> => {
  const inside: Placed<T>[] = [];
  const near: Placed<T>[] = [];
  const [from, to] = records.within(site.from, site.to);
  for (let i = firstFrom(points, from); i < points.length; i++) {
    const one = points[i] as T;
    if (one.point >= to) break;
    const expected = records.expectedAt(one.point, site.from, site.to);
    if (expected === 0) continue;
    const isInside = one.point >= site.from && one.point < site.to;
    (isInside ? inside : near).push({ ...one, expected, customers: customersAt(world, one.point) });
  }
  return { inside, near };
};

/** Where the evidence at this service point or a later one begins. */
const firstFrom = (points: readonly Point[], point: number): number => {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle] as Point).point < point) low = middle + 1;
    else high = middle;
  }
  return low;
};

const callWeight = ({ law }: Truths, site: Site, calls: Split<Point>, now: number, start: number): number => {
  let own = 0;
  let callers = 0;
  for (const call of calls.inside) {
    if (call.at <= start) continue;
    callers++;
    own += Math.log(1 + timesStray(law, call, start));
  }
  const near: number[] = [];
  for (const call of calls.near) if (call.at > start) near.push(timesStray(law, call, start));
  const called = calledBy(law, now - start);
  const silent = Math.max(0, site.customers - callers);
  const logs: number[] = [];
  for (const { z, weight } of law.eventSpread === 0 ? TYPICAL : EVENT_FACTORS) {
    const factor = Math.min(0.95 / law.share, Math.exp(law.eventSpread * z));
    let log = Math.log(weight) + callers * Math.log(factor) + silent * Math.log(1 - factor * law.share * called);
    for (const times of near) log += Math.log(1 + factor * times);
    logs.push(log);
  }
  return own + logSum(logs);
};

/** How many times likelier a call at this moment is with the fault than as a call about something else. */
const timesStray = (law: CallLaw, { at, expected, customers }: Placed<Point>, start: number): number =>
  (expected * law.share * delayDensity(law, at - start)) / (law.strayRate * customers);

const gaspWeight = (
  { meters }: Truths,
  site: Site,
  { inside, near }: Split<Point>,
  now: number,
  start: number,
): number => {
  if (!meters) return 0;
  const isFresh = ({ at }: Point) => at > start && at - start <= METER_LAW.gaspWithin;
  const arrived = inside.filter(isFresh);
  const astray = near.filter(isFresh);
  const silent = Math.max(0, metersIn(meters, site.from, site.to) - arrived.length);
  const due = Math.min(1, (now - start) / METER_LAW.gaspWithin);
  return logSum(
    GASP_CASES.map(({ share, weight }) => {
      let log = Math.log(weight) + silent * Math.log(1 - share * due);
      for (const one of arrived) log += Math.log(1 + share * timesBlink(one));
      for (const one of astray) log += Math.log(1 + share * timesBlink(one));
      return log;
    }),
  );
};

const GASP_CASES = [
  ...METER_LAW.arrives.map((share) => ({ share, weight: (1 - METER_LAW.badEvents) / METER_LAW.arrives.length })),
  { share: METER_LAW.arrivesInBadEvent, weight: METER_LAW.badEvents },
];
const timesBlink = ({ expected, customers }: Placed<Point>): number =>
  expected / customers / METER_LAW.gaspWithin / BLINKS;

const pingWeight = ({ inside, near }: Split<Point & { readonly on: boolean }>, start: number): number => {
  let total = 0;
  for (const { at, on, expected, customers } of [...inside, ...near]) {
    if (at <= start) continue;
    const dark = Math.min(1, expected / customers);
    total += on
      ? Math.log(Math.max(LEAST, 1 - dark))
      : Math.log((dark + (1 - dark) * SILENT_BY_ITSELF) / SILENT_BY_ITSELF);
  }
  return total;
};

export const logSum = (logs: readonly number[]): number => {
  let most = Number.NEGATIVE_INFINITY;
  for (const log of logs) if (log > most) most = log;
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return most + Math.log(sum);
};
