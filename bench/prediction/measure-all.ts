import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.ts';
import type { WorkerNews, WorkerOrder } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Carries out each order in a process of its own, as many at a time as there are processors. What each came to stands in its place. */
export const measureAll = async (
  orders: readonly WorkerOrder[],
  onProgress: (step: string) => void,
): Promise<readonly (readonly Figure[])[]> => {
  const results: (readonly Figure[])[] = [];
  let next = 0;
  const workOff = async () => {
    for (let i = next++; i < orders.length; i = next++)
      results[i] = await measureOne(orders[i] as WorkerOrder, onProgress);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), orders.length) }, workOff));
  return results;
};

const measureOne = (order: WorkerOrder, onProgress: (step: string) => void): Promise<readonly Figure[]> =>
  new Promise((resolve, reject) => {
    // Plain numbers such as NaN and infinity are kept only by the structured clone.
    const child: ChildProcess = fork(WORKER, { serialization: 'advanced' });
    child.on('message', (news: WorkerNews) => {
      if (news.kind === 'step') onProgress(news.text);
      else resolve(news.figures);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`measuring "${order.network}" ended early (${code})`)));
    child.send(order);
  });
