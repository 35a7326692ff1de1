import type { Engine, Hearing } from './answer.ts';
import { callLaw, NIGHTS } from './call-law.ts';
import { type Chance, chanceFor, weighted } from './chance.ts';
import { clockOf } from './clock.ts';
import { drawCalls } from './draw-calls.ts';
import { contains, drawOnFeeder, type Fault, sameCustomers } from './faults.ts';
import { type Meters, metersOf, ping } from './meters.ts';
import { oracleEngine } from './oracle-engine.ts';
import { type Records, recordsOf } from './records.ts';
import { rulesEngine } from './rules-engine.ts';
import { judge } from './sample.ts';
import { type Call, inOrder, type MeterSignal, type Signal } from './signals.ts';
import type { Scorer } from './single-faults.ts';
import { add, NONE, type Share, shareOf } from './tally.ts';
import type { Site, World } from './world.ts';

/** How an operation asks after it closed the outer device. */
export type Asking = { readonly name: string; readonly callBack: boolean; readonly sweep: number | null };
export const ASKING: readonly Asking[] = [
  { name: 'calls only', callBack: false, sweep: null },
  { name: 'calls and call-back', callBack: true, sweep: null },
  { name: 'ping sweep, 30 % have meters', callBack: false, sweep: 0.3 },
  { name: 'ping sweep, 90 % have meters', callBack: false, sweep: 0.9 },
];

export type NestedResult = {
  readonly engine: string;
  readonly found: Share;
  readonly precise: Share;
  /** Restorations after which everybody had supply, and somebody was shown as still out. */
  readonly falselyOut: Share;
};

const SHARE = 0.1;
const CONFIRMED = 10;
const CLOSED = 60;
const JUDGED = CLOSED + 10;
/** Of those called back, so many answer, within so many minutes. */
const CALL_BACK = { answers: 0.6, within: 5 } as const;
/** Meters behind each transformer that are asked after a restoration, and again where they stay silent. */
const SWEEP = { meters: 2, after: 1, again: 4 } as const;

type Plan = {
  readonly name: string;
  readonly feeders: readonly World[];
  readonly seed: number;
  readonly trials: number;
  readonly scorer: Scorer;
};
type Equipment = { readonly records: Records; readonly meters: Meters };

/** An outer device closes again after an hour while one below it is still open: is it found ten minutes later? */
export const nestedFaults = (plan: Plan, asking: Asking): readonly NestedResult[] => {
  const equipment = new Map(
    plan.feeders.map((world): [World, Equipment] => {
      const records = recordsOf(world, 0.02, plan.seed);
      return [world, { records, meters: metersOf(world, records, asking.sweep ?? 0, plan.seed) }];
    }),
  );
  const trials = Array.from({ length: plan.trials * 2 }, (_, i) =>
    oneTrial(plan, { asking, equipment, i, clean: i % 2 === 1 }),
  );
  return (trials[0] ?? []).map(({ engine }) => {
    const of = trials.flatMap((trial) => trial.filter((one) => one.engine === engine));
    const sum = (shareIn: (one: NestedResult) => Share) => of.reduce((total, one) => add(total, shareIn(one)), NONE);
    return {
      engine,
      found: sum(({ found }) => found),
      precise: sum(({ precise }) => precise),
      falselyOut: sum(({ falselyOut }) => falselyOut),
    };
  });
};

const oneTrial = (
  { name: network, feeders, seed, scorer }: Plan,
  {
    asking,
    equipment,
    i,
    clean,
  }: { asking: Asking; equipment: ReadonlyMap<World, Equipment>; i: number; clean: boolean },
): readonly NestedResult[] => {
  const chance = chanceFor(seed, network, 'nested', i);
  const { world, outer, inner } = drawNested(feeders, chance);
  const { records, meters } = equipment.get(world) as Equipment;
  const night = chance.unit() < NIGHTS;
  const law = callLaw(SHARE, night);
  const name = `n${i}`;
  const drawing = { world, law, records, name, chance };
  const before = drawCalls(drawing, [{ site: outer, at: 0 }], { from: -30, until: CLOSED });
  const still: readonly Fault[] = clean ? [] : [{ site: inner, at: CLOSED }];
  const after = drawCalls({ ...drawing, name: `${name}.again` }, still, { from: CLOSED, until: JUDGED });
  const answers = [
    ...(asking.callBack ? callBacks(before, still, chance) : []),
    ...(asking.sweep === null ? [] : sweep({ world, meters, name, faults: still }, outer, chance)),
  ];
  const signals = inOrder([...before, ...after, ...answers]);
  const restored = { site: outer, confirmed: CONFIRMED, at: CLOSED };
  const hearing: Hearing = {
    world,
    signals,
    clock: clockOf(night),
    restored,
    ...(asking.sweep === null ? {} : { meters }),
  };
  const truths = { world, law, records, closedAgain: CLOSED, ...(asking.sweep === null ? {} : { meters }) };
  return [rulesEngine(hearing), scorer(hearing, SHARE), oracleEngine(truths, signals)].map((engine) =>
    result(engine, still, clean, outer),
  );
};

const result = (engine: Engine, still: readonly Fault[], clean: boolean, outer: Site): NestedResult => {
  for (const minute of [CONFIRMED, CONFIRMED + 1, CLOSED, CLOSED + 1, CLOSED + 2, CLOSED + 5]) engine.answersAt(minute);
  const inside = engine.answersAt(JUDGED).filter(({ from, to }) => outer.from <= from && to <= outer.to);
  const { right, shown } = judge(
    inside,
    still.map(({ site }) => site),
  );
  return {
    engine: engine.name,
    found: shareOf(right),
    precise: clean ? NONE : shareOf(shown.map((one) => one.right)),
    falselyOut: clean ? shareOf([shown.length > 0]) : NONE,
  };
};

/** A device by rate, and one within it that has fewer customers. */
const drawNested = (
  feeders: readonly World[],
  chance: Chance,
): { readonly world: World; readonly outer: Site; readonly inner: Site } => {
  for (;;) {
    const drawn = drawOnFeeder(feeders, chance.unit() < 0.5 ? 'breaker' : 'recloser', chance);
    if (!drawn) continue;
    const { world, site: outer } = drawn;
    const inside = world.sites.filter((site) => contains(outer, site) && !sameCustomers(outer, site));
    if (inside.length > 0) return { world, outer, inner: weighted(chance, inside, ({ rate }) => rate) };
  }
};

/** Those who had called are asked whether they have supply again: one without it counts as a caller, one with it as a meter that is on. */
const callBacks = (before: readonly Call[], still: readonly Fault[], chance: Chance): readonly Signal[] =>
  before.flatMap((call): readonly Signal[] => {
    if (call.fault < 0 || chance.unit() >= CALL_BACK.answers) return [];
    const at = CLOSED + 1 + chance.unit() * CALL_BACK.within;
    const dark = still.some(({ site }) => site.from <= call.point && call.point < site.to);
    const { point } = call;
    if (dark) return [{ kind: 'call', id: `${call.id}.back`, at, point, fault: 0 }];
    return [{ kind: 'powerOn', id: `${call.id}.back`, at, point }];
  });

const sweep = (
  asked: { world: World; meters: Meters; name: string; faults: readonly Fault[] },
  outer: Site,
  chance: Chance,
): readonly MeterSignal[] =>
  asked.world.transformers
    .filter((transformer) => contains(outer, transformer))
    .flatMap((transformer) => {
      const metered: number[] = [];
      for (let point = transformer.from; point < transformer.to; point++)
        if (asked.meters.has[point] === 1) metered.push(point);
      return metered.slice(0, SWEEP.meters).flatMap((point) => {
        const first = ping(asked, point, CLOSED + SWEEP.after, chance);
        if (!first) return [];
        const second = first.kind === 'noResponse' ? ping(asked, point, CLOSED + SWEEP.again, chance) : undefined;
        return second ? [first, second] : [first];
      });
    });
