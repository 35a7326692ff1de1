import { expect, test } from 'vitest';
import { callLaw } from './call-law.ts';
import { chanceFor } from './chance.ts';
import { clockOf } from './clock.ts';
import { drawCalls } from './draw-calls.ts';
import { feederWorlds } from './feeder-worlds.ts';
import { automaticPings, drawGasps, metersOf } from './meters.ts';
import { syntheticCity } from './networks/synthetic-city.ts';
import { recordsOf } from './records.ts';
import { scorerWith } from './scorer-engine.ts';
import { inOrder } from './signals.ts';
import { worldOf } from './world.ts';

const feeders = feederWorlds(worldOf('synthetic city', syntheticCity(1)));

// At two minutes, last gasps that were still held back once counted as missing, and the recloser fell apart into ten outages until the next look.
test('a recloser of which a fifth of the last gasps arrive is one outage at every look', () => {
  const [feeder, recloser, event] = [9, 'F9.rc14', 4];
  const world = feeders[feeder];
  const site = world?.siteOf(recloser);
  if (!world || !site) throw new Error(`no ${recloser}`);
  const records = recordsOf(world, 0.02, 1);
  const meters = metersOf(world, records, 0.9, 1);
  const chance = chanceFor(1, 'gasps', feeder, recloser, event);
  const faults = [{ site, at: 0 }];
  const asked = { world, meters, name: 'gasps', faults };
  const gasps = drawGasps(asked, faults, chance);
  expect(gasps.length).toBeLessThan(site.customers / 4);
  const told = { world, law: callLaw(0.1, false), records, name: 'calls', chance };
  const calls = drawCalls(told, faults, { from: -30, until: 3 });
  const heard = inOrder([...calls, ...gasps]);
  const signals = inOrder([...heard, ...automaticPings(asked, heard, 3, chance)]);
  const engine = scorerWith()({ world, signals, clock: clockOf(false), meters }, 0.1);
  for (const minute of [1.25, 1.5, 1.75, 2, 2.25, 2.5, 3]) {
    const shown = engine.answersAt(minute).filter(({ probability }) => probability >= 0.5);
    expect({ minute, shown: shown.map(({ from, to }) => ({ from, to })) }).toEqual({
      minute,
      shown: [{ from: site.from, to: site.to }],
    });
  }
});
