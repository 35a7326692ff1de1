import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { importNetwork } from '@relight/api/networks/import/import-network';
import { generateCity } from '@relight/db/seeds/city/city';
import { buildNetwork } from '@relight/shared/network/build';
import { syntheticCity } from './synthetic-city.ts';
import { type World, worldOf } from './world.ts';

/** The two cities that need no file, and one network for each file given. */
export const loadNetworks = async (files: readonly string[], seed: number): Promise<readonly World[]> => {
  const worlds = [
    worldOf('synthetic city', syntheticCity(seed)),
    await imported('demo city', chunksOf(generateCity({ referenceDate: '2026-01-01' }).network)),
  ];
  for (const file of files) {
    const name = basename(file).replace(/\.(geo)?json$/, '');
    worlds.push(await imported(name, createReadStream(file, { encoding: 'utf8' })));
  }
  return worlds;
};

const imported = async (name: string, chunks: AsyncIterable<string>): Promise<World> => {
  const read = await importNetwork(chunks);
  if (!read.ok) throw new Error(`the network "${name}" is refused`);
  return worldOf(name, buildNetwork(read.columns));
};

async function* chunksOf(texts: Iterable<string>): AsyncGenerator<string> {
  yield* texts;
}
