import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { importNetwork } from '@relight/api/networks/import/import-network';
import { generateCity } from '@relight/db/seeds/city/city';
import { buildNetwork } from '@relight/shared/network/build';
import type { NetworkModel } from '@relight/shared/network/model';
import { type World, worldOf } from '../world.ts';
import { loopedTown } from './looped-town.ts';
import { lowVoltageTown } from './low-voltage-town.ts';
import { syntheticCity } from './synthetic-city.ts';
import { tinyFeeder } from './tiny-feeder.ts';

export const SYNTHETIC_CITY = 'synthetic city';
export const DEMO_CITY = 'demo city';
export const SECOND_CITY = 'demo city of another seed';
export const LOW_VOLTAGE = 'low-voltage town';
export const LOOPED = 'looped town';
export const TINY = 'tiny feeder';

const GENERATED: Readonly<Record<string, (seed: number) => NetworkModel>> = {
  [SYNTHETIC_CITY]: syntheticCity,
  [LOW_VOLTAGE]: lowVoltageTown,
  [LOOPED]: loopedTown,
  [TINY]: tinyFeeder,
};
const DEMO_SEEDS: Readonly<Record<string, number>> = { [DEMO_CITY]: 1, [SECOND_CITY]: 2 };

/** One of the networks that need no file, or the network in a file, named by it. */
export const loadNetwork = async (network: string, seed: number): Promise<World> => {
  const generate = GENERATED[network];
  if (generate) return worldOf(network, generate(seed));
  const citySeed = DEMO_SEEDS[network];
  if (citySeed !== undefined)
    return imported(network, chunksOf(generateCity({ seed: citySeed, referenceDate: '2026-01-01' }).network));
  const name = basename(network).replace(/\.(geo)?json$/, '');
  return imported(name, createReadStream(network, { encoding: 'utf8' }));
};

const imported = async (name: string, chunks: AsyncIterable<string>): Promise<World> => {
  const read = await importNetwork(chunks);
  if (!read.ok) throw new Error(`the network "${name}" is refused`);
  return worldOf(name, buildNetwork(read.columns));
};

async function* chunksOf(texts: Iterable<string>): AsyncGenerator<string> {
  yield* texts;
}
