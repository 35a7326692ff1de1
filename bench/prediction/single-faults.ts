import type { Engine, Hearing } from './answer.ts';
import { callLaw, NIGHTS } from './call-law.ts';
import { chanceFor } from './chance.ts';
import { clockOf } from './clock.ts';
import { drawCalls } from './draw-calls.ts';
import { drawOnFeeder } from './faults.ts';
import { oracleEngine } from './oracle-engine.ts';
import { type Records, recordsOf } from './records.ts';
import { rulesEngine } from './rules-engine.ts';
import { askAt, type Sample } from './sample.ts';
import { KINDS, type Kind, type World } from './world.ts';

export const SHARES = [0.02, 0.05, 0.1, 0.3] as const;
const MINUTES = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60] as const;
/** When the exact posterior is asked too. */
const EXACT_MINUTES = [5, 10, 60] as const;
/** Calls about something else are heard from so long before the fault. */
const BEFORE = 30;

/** What differs from the ordinary case. */
export type Changes = {
  readonly name: string;
  readonly wrongRecords?: number;
  readonly eventSpread?: number;
  readonly strayTimes?: number;
};

/** Makes the engine that is to be judged; it is told the share of callers, as a utility knows its own. */
export type Scorer = (hearing: Hearing, share: number) => Engine;

type Plan = {
  /** Each feeder as a network of its own. */
  readonly feeders: readonly World[];
  readonly seed: number;
  readonly faults: number;
  readonly scorer: Scorer;
  readonly shares?: readonly number[];
  readonly kinds?: readonly Kind[];
  readonly minutes?: readonly number[];
  readonly changes?: Changes;
};

/** One fault at a time, known by calls alone: as many of each kind and share of callers as asked for, each heard by all engines. */
export const singleFaults = (plan: Plan): readonly Sample[] => {
  const { feeders, seed, faults, shares = SHARES, kinds = KINDS, changes = { name: 'ordinary' } } = plan;
  const records = new Map(feeders.map((world) => [world, recordsOf(world, changes.wrongRecords ?? 0.02, seed)]));
  return kinds.flatMap((kind) =>
    shares.flatMap((share) =>
      Array.from({ length: faults }, (_, i) => oneFault(plan, { records, kind, share, i, changes })).flat(),
    ),
  );
};

const oneFault = (
  { feeders, seed, scorer, minutes = MINUTES }: Plan,
  {
    records,
    kind,
    share,
    i,
    changes,
  }: { records: ReadonlyMap<World, Records>; kind: Kind; share: number; i: number; changes: Changes },
): readonly Sample[] => {
  const chance = chanceFor(seed, feeders[0]?.name ?? '', changes.name, kind, share, i);
  const drawn = drawOnFeeder(feeders, kind, chance);
  if (!drawn) return [];
  const { world, site } = drawn;
  const night = chance.unit() < NIGHTS;
  const law = callLaw(share, night, changes);
  const recorded = records.get(world) as Records;
  const until = minutes.at(-1) as number;
  const signals = drawCalls({ world, law, records: recorded, name: `${kind}${i}`, chance }, [{ site, at: 0 }], {
    from: -BEFORE,
    until,
  });
  const hearing: Hearing = { world, signals, clock: clockOf(night) };
  const about = (minute: number) => ({
    fault: `${kind} ${share} ${i}`,
    kind,
    share,
    callers: signals.filter(({ fault, at }) => fault === 0 && at <= minute).length,
  });
  const exactMinutes = minutes.filter((minute) => (EXACT_MINUTES as readonly number[]).includes(minute));
  return [
    ...askAt(rulesEngine(hearing), minutes, site, about),
    ...askAt(scorer(hearing, share), minutes, site, about),
    ...askAt(oracleEngine({ world, law, records: recorded }, signals), exactMinutes, site, about),
  ];
};
