import type { NetworkHit } from '@relight/shared/http/networks';
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { searchNetwork } from '../http/network.ts';

const WAIT_MS = 200;

/** What the network has under the text that somebody is typing; null until it is known. */
export const createNetworkHits = (
  network: Accessor<string | null>,
  text: Accessor<string>,
): Accessor<readonly NetworkHit[] | null> => {
  const [hits, setHits] = createSignal<readonly NetworkHit[] | null>(null);
  createEffect(
    on(
      text,
      (sought) => {
        setHits(null);
        const version = network();
        if (sought.trim() === '' || version === null) return;
        const timer = setTimeout(async () => {
          const found = await searchNetwork(version, sought.trim()).catch(() => []);
          if (text() === sought) setHits(found);
        }, WAIT_MS);
        onCleanup(() => clearTimeout(timer));
      },
      { defer: true },
    ),
  );
  return hits;
};
