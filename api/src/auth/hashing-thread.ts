import { Worker } from 'node:worker_threads';
import { type AskedThread, askedThread } from '../threads/asked-thread.ts';

/** `stored`: compare with this hash, instead of making one. */
export type HashingOrder = { readonly password: string | Uint8Array; readonly stored?: string };
export type HashingAnswer = { readonly hash: string } | { readonly matches: boolean } | { readonly failed: string };

type Thread = AskedThread<HashingOrder, HashingAnswer>;

/** Threads that wait for the next password: as many as have ever been asked at once. */
const idle = new Set<Thread>();

const startThread = (): Thread => {
  const worker = new Worker(new URL('./hashing-worker.mjs', import.meta.url));
  const thread: Thread = askedThread(worker, {
    name: 'the thread that hashes passwords',
    ended: () => idle.delete(thread),
  });
  return thread;
};

/** In a thread that steps back for everything else: those of libuv would have the same right to a core as the desk. */
const ask = async (order: HashingOrder): Promise<HashingAnswer> => {
  const [thread = startThread()] = idle;
  idle.delete(thread);
  const answer = await thread.ask(order);
  idle.add(thread);
  return answer;
};

/** Whoever asks says how many may be hashed at once. @throws Error when it cannot be hashed */
export const hash = async (password: string | Uint8Array): Promise<string> => {
  const answer = await ask({ password });
  if ('hash' in answer) return answer.hash;
  throw new Error(`a password could not be hashed: ${JSON.stringify(answer)}`);
};

/** @throws Error when what is stored is no hash */
export const verify = async (stored: string, password: string): Promise<boolean> => {
  const answer = await ask({ password, stored });
  if ('matches' in answer) return answer.matches;
  throw new Error(`a password could not be compared: ${JSON.stringify(answer)}`);
};
