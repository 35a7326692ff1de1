import type { Engine, Hearing } from './answer.ts';
import { callLaw, NIGHTS } from './call-law.ts';
import { chanceFor } from './chance.ts';
import { clockOf } from './clock.ts';
import { drawCalls } from './draw-calls.ts';
import { drawApart, drawStorm, type Fault, outermost } from './faults.ts';
import type { Truths } from './oracle.ts';
import { EXACT, oracleEngine } from './oracle-engine.ts';
import { recordsOf } from './records.ts';
import { rulesEngine } from './rules-engine.ts';
import { judge } from './sample.ts';
import type { Call } from './signals.ts';
import type { Scorer } from './single-faults.ts';
import { add, NONE, type Share, shareOf } from './tally.ts';
import { customersAt, type Site, type World } from './world.ts';

type Plan = { readonly seed: number; readonly trials: number; readonly scorer: Scorer };
type OnFeeders = Plan & { readonly name: string; readonly feeders: readonly World[] };
type OnWorld = Plan & { readonly world: World };

/** What an engine made of many faults: those found of those that could be, those right of what it shows, and customers out. */
export type Together = {
  readonly engine: string;
  readonly found: Share;
  readonly precise: Share;
  /** Customers stated to be out over those who are, one figure for each trial. */
  readonly customers: readonly number[];
};

export const TOGETHER = [2, 3, 5] as const;
const SHARE = 0.1;

/** Faults on one feeder within ten minutes, judged an hour after: found, of those that caused a call. */
export const faultsOnOneFeeder = (plan: OnFeeders, count: number): readonly Together[] =>
  sumUp(
    Array.from({ length: plan.trials }, (_, i) => {
      const chance = chanceFor(plan.seed, plan.name, 'feeder', count, i);
      const world = chance.pick(plan.feeders);
      const feeder = world.feeders[0] as Site;
      const faults = drawApart(world, { feeder, count, within: 10 }, chance);
      const times = { until: 60, every: 5 };
      return oneTrial(
        { ...plan, world },
        { faults, share: SHARE, ...times, leastCalls: 1, name: `f${count}.${i}`, chance },
      );
    }),
  );

export const STORM = { faults: 300, minutes: 120 } as const;

/** Faults all over the network within two hours, judged at their end: found, of those that caused two calls. */
export const storms = (plan: OnWorld, share: number): readonly Together[] =>
  sumUp(
    Array.from({ length: plan.trials }, (_, i) => {
      const chance = chanceFor(plan.seed, plan.world.name, 'storm', share, i);
      const faults = drawStorm(plan.world, STORM.faults, STORM.minutes, chance);
      return oneTrial(plan, { faults, share, until: STORM.minutes, every: 10, leastCalls: 2, name: `s${i}`, chance });
    }),
  );

const oneTrial = (
  { world, seed, scorer }: OnWorld,
  trial: {
    faults: readonly Fault[];
    share: number;
    until: number;
    every: number;
    leastCalls: number;
    name: string;
    chance: ReturnType<typeof chanceFor>;
  },
): readonly Together[] => {
  const { faults, share, until, every, leastCalls, name, chance } = trial;
  const night = chance.unit() < NIGHTS;
  const drawing = { world, law: callLaw(share, night), records: recordsOfWorld(world, seed), name, chance };
  const signals = drawCalls(drawing, faults, { from: -30, until });
  const hearing: Hearing = { world, signals, clock: clockOf(night) };
  const visible = outermost(faults, until);
  const findable = visible.filter((fault) => callsWithin(signals, faults, fault).length >= leastCalls);
  const out = visible.reduce((sum, { site }) => sum + site.customers, 0);
  const results = [rulesEngine(hearing), scorer(hearing, share)].map((engine): Together => {
    const answers = lastAnswers(engine, until, every);
    const found = judge(
      answers,
      findable.map(({ site }) => site),
    ).right;
    const { shown } = judge(
      answers,
      visible.map(({ site }) => site),
    );
    const stated = new Set<number>();
    for (const { from, to } of answers) for (let point = from; point < to; point++) stated.add(point);
    let customers = 0;
    for (const point of stated) customers += customersAt(world, point);
    return {
      engine: engine.name,
      found: shareOf(found),
      precise: shareOf(shown.map(({ right }) => right)),
      customers: [customers / out],
    };
  });
  const alone = findable.map((fault) => isKnownAlone(drawing, callsWithin(signals, faults, fault), fault, until));
  return [...results, { engine: EXACT, found: shareOf(alone), precise: NONE, customers: [] }];
};

/** Whether the exact posterior names a fault from its own calls, as if nothing else had happened: no engine can do much better. */
const isKnownAlone = (
  { world, law, records }: Pick<Truths, 'world' | 'law' | 'records'>,
  calls: readonly Call[],
  { site }: Fault,
  now: number,
): boolean => judge(oracleEngine({ world, law, records }, calls).answersAt(now), [site]).right[0] === true;

const lastAnswers = (engine: Engine, until: number, every: number): ReturnType<Engine['answersAt']> => {
  for (let minute = every; minute < until; minute += every) engine.answersAt(minute);
  return engine.answersAt(until);
};

/** Calls because of this fault, or because of one that it took in later. */
const callsWithin = (signals: readonly Call[], faults: readonly Fault[], { site }: Fault): readonly Call[] =>
  signals.filter(({ fault }) => {
    const inner = faults[fault]?.site;
    return inner !== undefined && site.from <= inner.from && inner.to <= site.to;
  });

const records = new WeakMap<World, ReturnType<typeof recordsOf>>();
const recordsOfWorld = (world: World, seed: number) => {
  const known = records.get(world) ?? recordsOf(world, 0.02, seed);
  records.set(world, known);
  return known;
};

const sumUp = (trials: readonly (readonly Together[])[]): readonly Together[] =>
  (trials[0] ?? []).map(({ engine }) => {
    const of = trials.flatMap((trial) => trial.filter((one) => one.engine === engine));
    return {
      engine,
      found: of.reduce((sum, { found }) => add(sum, found), NONE),
      precise: of.reduce((sum, { precise }) => add(sum, precise), NONE),
      customers: of.flatMap(({ customers }) => customers),
    };
  });
