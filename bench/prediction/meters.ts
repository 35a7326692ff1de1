import { type Chance, chanceFor } from './chance.ts';
import type { Fault } from './faults.ts';
import type { Records } from './records.ts';
import { isOfSwitch, type MeterSignal, type Signal } from './signals.ts';
import { customersAt, type World } from './world.ts';

/** Meters that say so when their supply goes, and that can be asked. Minutes, shares, and events a year. */
export const METER_LAW = {
  /** A last gasp arrives within a minute, or never. */
  gaspWithin: 1,
  arrives: [0.7, 0.75, 0.8, 0.85, 0.9, 0.95],
  /** In one event of ten the radio network is out too. */
  arrivesInBadEvent: 0.2,
  badEvents: 0.1,
  blinksAYear: 1,
  answersPing: 0.97,
  pingTakes: 0.25,
} as const;

/** Which service points have such a meter, and where the records place it. */
export type Meters = {
  readonly coverage: number;
  readonly has: Uint8Array;
  /** Metered service points before each one; one more at the end. */
  readonly before: Uint32Array;
  readonly recordedAt: (point: number) => number;
};

export const metersOf = (world: World, records: Records, coverage: number, seed: number): Meters => {
  const chance = chanceFor('meters', world.name, coverage, seed);
  const has = Uint8Array.from(world.points, () => (chance.unit() < coverage ? 1 : 0));
  const before = new Uint32Array(has.length + 1);
  has.forEach((one, p) => {
    before[p + 1] = (before[p] as number) + one;
  });
  return {
    coverage,
    has,
    before,
    recordedAt: (point) => records.pointOfCustomer[world.customersBefore[point] as number] as number,
  };
};

export const metersIn = ({ before }: Meters, from: number, to: number): number =>
  (before[to] as number) - (before[from] as number);

/** The last gasps of these faults: each meter once, at the first fault that takes its supply. */
export const drawGasps = (
  { meters, name }: { readonly meters: Meters; readonly name: string },
  faults: readonly Fault[],
  chance: Chance,
): readonly MeterSignal[] => {
  const gasps: MeterSignal[] = [];
  const dark = new Set<number>();
  for (const { site, at } of faults) {
    const bad = chance.unit() < METER_LAW.badEvents;
    const arrives = bad ? METER_LAW.arrivesInBadEvent : chance.pick(METER_LAW.arrives);
    for (let point = site.from; point < site.to; point++) {
      if (meters.has[point] === 0 || dark.has(point)) continue;
      dark.add(point);
      if (chance.unit() >= arrives) continue;
      gasps.push({
        kind: 'lastGasp',
        id: `${name}.g${point}`,
        at: at + chance.unit() * METER_LAW.gaspWithin,
        point: meters.recordedAt(point),
      });
    }
  }
  return gasps;
};

/** Asks the meter that is really at this point; undefined where there is none. */
export const ping = (
  { world, meters, name, faults }: { world: World; meters: Meters; name: string; faults: readonly Fault[] },
  point: number,
  at: number,
  chance: Chance,
): MeterSignal | undefined => {
  if (meters.has[point] === 0 || customersAt(world, point) === 0) return undefined;
  const dark = faults.some(({ site, at: since }) => since <= at && site.from <= point && point < site.to);
  const answers = !dark && chance.unit() < METER_LAW.answersPing;
  return {
    kind: answers ? 'powerOn' : 'noResponse',
    id: `${name}.p${point}.${at.toFixed(3)}`,
    at: at + METER_LAW.pingTakes,
    point: meters.recordedAt(point),
  };
};

/** The same meter is not asked twice within so many minutes. */
const AGAIN_AFTER = 3;

/**
 * What an operation asks by itself: after a call or the first last gasp behind a transformer, the meter there, two behind the same transformer,
 * and two behind each of the next two devices above.
 */
export const automaticPings = (
  asked: { world: World; meters: Meters; name: string; faults: readonly Fault[] },
  signals: readonly Signal[],
  until: number,
  chance: Chance,
): readonly MeterSignal[] => {
  const { world } = asked;
  const answers: MeterSignal[] = [];
  const last = new Map<number, number>();
  const heard = new Set<number>();
  for (const signal of signals) {
    if (isOfSwitch(signal) || signal.at + METER_LAW.pingTakes > until) continue;
    const transformer = world.transformerOf[signal.point] as number;
    if (signal.kind === 'lastGasp' && heard.has(transformer)) continue;
    heard.add(transformer);
    const choose = (from: number, to: number) => [chance.whole(from, to - 1), chance.whole(from, to - 1)];
    const chosen = world
      .above(signal.point)
      .slice(0, 3)
      .flatMap(({ from, to }) => choose(from, to));
    for (const point of new Set([signal.point, ...chosen])) {
      if (signal.at - (last.get(point) ?? Number.NEGATIVE_INFINITY) < AGAIN_AFTER) continue;
      const answer = ping(asked, point, signal.at, chance);
      if (!answer) continue;
      last.set(point, signal.at);
      answers.push(answer);
    }
  }
  return answers;
};
