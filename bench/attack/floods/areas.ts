import { setTimeout as sleep } from 'node:timers/promises';
import type { Flood } from '../attacker.ts';

const AT_ONCE = 150;
const LEAVES_AFTER_MS = 1_000;
const EVERY_MS = 3_000;

/** Somebody who may only look asks for the areas of a hundred and fifty large parts of the city at once, leaves, and comes again. */
export const areas: Flood = async ({ url, network, sections, cookie, seconds }, begun) => {
  const did = { asked: 0, answered: 0, turnedAway: 0 };
  const wave = async (n: number) => {
    const leaves = AbortSignal.timeout(LEAVES_AFTER_MS);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, i) => {
        did.asked++;
        const from = (n * AT_ONCE + i) % (sections >> 2);
        const range = `${from}-${from + (sections >> 1)}`;
        const response = await fetch(`${url}api/networks/${network}/areas/${range}`, {
          headers: { cookie },
          signal: leaves,
        });
        await response.arrayBuffer();
        if (response.ok) did.answered++;
        else did.turnedAway++;
      }).map((asked) => asked.catch(() => undefined)),
    );
  };
  begun();
  for (let n = 0; n * EVERY_MS < seconds * 1000; n++) {
    await Promise.all([wave(n), sleep(EVERY_MS)]);
  }
  return did;
};
