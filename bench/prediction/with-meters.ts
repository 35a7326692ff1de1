import type { Hearing } from './answer.ts';
import { callLaw, NIGHTS } from './call-law.ts';
import { chanceFor } from './chance.ts';
import { clockOf } from './clock.ts';
import { drawCalls } from './draw-calls.ts';
import { drawOnFeeder, type Fault } from './faults.ts';
import { automaticPings, drawGasps, type Meters, metersOf } from './meters.ts';
import { oracleEngine } from './oracle-engine.ts';
import { type Records, recordsOf } from './records.ts';
import { rulesEngine } from './rules-engine.ts';
import { askAt, type Sample } from './sample.ts';
import { inOrder, type Signal } from './signals.ts';
import type { Scorer } from './single-faults.ts';
import type { Kind, Site, World } from './world.ts';

export const COVERAGES = [0.3, 0.9] as const;
export const METER_SHARES = [0.02, 0.1] as const;
const DEVICE_KINDS: readonly Kind[] = ['breaker', 'recloser', 'fuse', 'transformer'];
/** Minutes after the fault at which the answer is judged. */
const MINUTE = 2;

type Plan = {
  readonly feeders: readonly World[];
  readonly seed: number;
  readonly faults: number;
  readonly scorer: Scorer;
};
type Equipment = { readonly records: Records; readonly meters: Meters };
export type MeterSample = Sample & { readonly coverage: number };

/** One fault at a time with last gasps, automatic pings and the positions that telemetry reports. */
export const faultsWithMeters = (plan: Plan): readonly MeterSample[] => {
  return COVERAGES.flatMap((coverage) => {
    const equipment = new Map(
      plan.feeders.map((world): [World, Equipment] => {
        const records = recordsOf(world, 0.02, plan.seed);
        return [world, { records, meters: metersOf(world, records, coverage, plan.seed) }];
      }),
    );
    return DEVICE_KINDS.flatMap((kind) =>
      METER_SHARES.flatMap((share) =>
        Array.from({ length: plan.faults }, (_, i) => oneFault(plan, { equipment, coverage, kind, share, i })).flat(),
      ),
    );
  });
};

const oneFault = (
  { feeders, seed, scorer }: Plan,
  {
    equipment,
    coverage,
    kind,
    share,
    i,
  }: { equipment: ReadonlyMap<World, Equipment>; coverage: number; kind: Kind; share: number; i: number },
): readonly MeterSample[] => {
  const chance = chanceFor(seed, feeders[0]?.name ?? '', 'meters', coverage, kind, share, i);
  const drawn = drawOnFeeder(feeders, kind, chance);
  if (!drawn) return [];
  const { world, site } = drawn;
  const { records, meters } = equipment.get(world) as Equipment;
  const night = chance.unit() < NIGHTS;
  const law = callLaw(share, night);
  const name = `m${kind}${i}`;
  const faults: readonly Fault[] = [{ site, at: 0 }];
  const calls = drawCalls({ world, law, records, name, chance }, faults, { from: -30, until: MINUTE });
  const unasked = inOrder([...calls, ...drawGasps({ meters, name }, faults, chance), ...opening(site)]);
  const answers = automaticPings({ world, meters, name, faults }, unasked, MINUTE, chance);
  const signals = inOrder([...unasked, ...answers]);
  const hearing: Hearing = { world, signals, clock: clockOf(night), telemetered: true, meters };
  const about = () => ({
    fault: `${kind} ${share} ${i}`,
    kind,
    share,
    callers: calls.filter(({ fault }) => fault === 0).length,
  });
  const truths = { world, law, records, meters, telemetered: true };
  return [rulesEngine(hearing), scorer(hearing, share), oracleEngine(truths, signals)].flatMap((engine) =>
    askAt(engine, [MINUTE], site, about).map((sample) => ({ ...sample, coverage })),
  );
};

/** Telemetry tells of an opening within seconds. */
const opening = (site: Site): readonly Signal[] =>
  site.telemetered ? [{ kind: 'opened', device: site.id, at: 0.05 }] : [];
