import type { Hearing } from '../answer.ts';
import { chanceFor } from '../chance.ts';
import { clockOf } from '../clock.ts';
import { drawCalls } from '../draw-calls.ts';
import type { Fault } from '../faults.ts';
import { recordsOf } from '../records.ts';
import { rulesEngine } from '../rules-engine.ts';
import type { Scorer } from '../single-faults.ts';
import type { World } from '../world.ts';
import { type DelayLaw, FRONT_SHARE, frontLaw } from './delay-laws.ts';
import { drawFront, type Passing } from './draw-front.ts';
import { LAST_LOOK, lookMinutes } from './looks.ts';
import { follow, type Track } from './track.ts';

/** One kind of storm. */
export type Front = {
  readonly places: number;
  readonly passing: Passing;
  readonly delay: DelayLaw;
  /** Share of customers on record behind another transformer. */
  readonly wrongRecords: number;
};

/** One storm, and what each engine made of it. */
export type Storm = { readonly faults: readonly Fault[]; readonly tracks: readonly Track[] };

type Plan = { readonly world: World; readonly seed: number; readonly storms: number; readonly scorer: Scorer };

/** Calls about something else are heard from so long before the front. */
const BEFORE = 30;

/** So many storms of a kind; none where the network has no room for one. */
export const frontStorms = ({ world, seed, storms, scorer }: Plan, front: Front): readonly Storm[] => {
  const records = recordsOf(world, front.wrongRecords, seed);
  const law = frontLaw(front.delay, front.wrongRecords);
  const minutes = lookMinutes();
  return Array.from({ length: storms }, (_, i): readonly Storm[] => {
    const chance = chanceFor(seed, world.name, 'front', front.places, front.passing, front.delay.name, i);
    const faults = drawFront(world, front, chance);
    if (!faults) return [];
    const signals = drawCalls({ world, law, records, name: `front${i}`, chance }, faults, {
      from: -BEFORE,
      until: LAST_LOOK,
    });
    const hearing: Hearing = { world, signals, clock: clockOf(false) };
    const tracks = [rulesEngine(hearing), scorer(hearing, FRONT_SHARE)].map((engine) =>
      follow(engine, { world, faults, minutes }),
    );
    return [{ faults, tracks }];
  }).flat();
};
