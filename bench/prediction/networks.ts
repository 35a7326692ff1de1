import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { importNetwork } from '@relight/api/networks/import/import-network';
import { generateCity } from '@relight/db/seeds/city/city';
import { buildNetwork } from '@relight/shared/network/build';
import { syntheticCity } from './synthetic-city.ts';
import { type World, worldOf } from './world.ts';

export const SYNTHETIC_CITY = 'synthetic city';
export const DEMO_CITY = 'demo city';

/** One of the two cities that need no file, or the network in a file, named by it. */
export const loadNetwork = async (network: string, seed: number): Promise<World> => {
  if (network === SYNTHETIC_CITY) return worldOf(network, syntheticCity(seed));
  if (network === DEMO_CITY) return imported(network, chunksOf(generateCity({ referenceDate: '2026-01-01' }).network));
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
