import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';

// Plain JavaScript, so that the thread starts as it lies, from the sources and from the built product.
// Whoever gives an order goes before whoever signs in. Linux takes this for the thread alone, others for the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/**
 * The parameters are the library's defaults, which are OWASP's: Argon2id, 19 MiB, two passes.
 * @param {import('./hashing-thread.ts').HashingOrder} order
 * @returns {import('./hashing-thread.ts').HashingAnswer}
 */
const answer = ({ password, stored }) => {
  try {
    return stored === undefined ? { hash: hashSync(password) } : { matches: verifySync(stored, password) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (order) => parentPort?.postMessage(answer(order)));
