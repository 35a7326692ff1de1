import type { Figure } from './figure.ts';
import { measureFronts } from './fronts/measure-fronts.ts';
import { measure } from './measure.ts';
import { loadNetwork } from './networks/networks.ts';
import type { Part } from './parts.ts';

/** One network to be measured by a process of its own. */
export type WorkerOrder = {
  readonly network: string;
  readonly part: Part;
  readonly seed: number;
  readonly faults: number;
  readonly storms: number;
  readonly isFull: boolean;
};
export type WorkerNews =
  | { readonly kind: 'step'; readonly text: string }
  | { readonly kind: 'done'; readonly figures: readonly Figure[] };

const tell = (news: WorkerNews, then = () => {}) => process.send?.(news, then);

process.once('message', async ({ network, part, seed, faults, storms, isFull }: WorkerOrder) => {
  const world = await loadNetwork(network, seed);
  const onProgress = (text: string) => tell({ kind: 'step', text });
  const figures =
    part === 'faults'
      ? measure(world, { seed, faults, onProgress })
      : measureFronts(world, { seed, storms, isFull, onProgress });
  // Only when it is delivered may the channel close, and without it nothing keeps the process.
  tell({ kind: 'done', figures }, () => process.disconnect());
});
