import type { Figure } from './figure.ts';
import { measure } from './measure.ts';
import { loadNetwork } from './networks.ts';

/** One network to be measured by a process of its own. */
export type WorkerOrder = { readonly network: string; readonly seed: number; readonly faults: number };
export type WorkerNews =
  | { readonly kind: 'step'; readonly text: string }
  | { readonly kind: 'done'; readonly figures: readonly Figure[] };

const tell = (news: WorkerNews) => process.send?.(news);

process.once('message', async ({ network, seed, faults }: WorkerOrder) => {
  const world = await loadNetwork(network, seed);
  const figures = measure(world, { seed, faults, onProgress: (text) => tell({ kind: 'step', text }) });
  tell({ kind: 'done', figures });
  // What was said is delivered before the channel closes, and without it nothing keeps the process.
  process.disconnect();
});
