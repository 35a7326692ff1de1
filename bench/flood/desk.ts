import { WebSocket } from 'ws';
import { quantile } from '../result.ts';

export type Latencies = { readonly answer: number[]; readonly delivery: number[] };

/** Between two orders of the dispatcher who is measured. */
const EVERY_MS = 100;

/**
 * A dispatcher at the console and a colleague who watches: small orders at a steady pace, how long each takes to be answered, and to be
 * seen by the other over the live socket.
 */
export const openDesk = async ({ url, operation, cookie }: { url: string; operation: string; cookie: string }) => {
  const origin = url.replace(/\/$/, '');
  const headers = { cookie, origin, 'content-type': 'application/json' };
  const address = `${origin}/api/operations/${operation}/commands`;
  const order = async (command: object): Promise<void> => {
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(command) });
    if (response.status !== 200) throw new Error(`an order was answered ${response.status}: ${await response.text()}`);
    await response.text();
  };
  const incident = `inc_flood-${Date.now()}`;
  await order({
    id: `open-${incident}`,
    type: 'openIncident',
    incident,
    site: { type: 'area', outline: OUTLINE, customers: 1, name: 'bench', area: 'urban' },
    since: new Date().toISOString(),
    reason: 'dispatcherJudgement',
    hazard: false,
  });

  const seen = new Map<string, () => void>();
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live?operation=${operation}`, { headers });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('message', (data: Buffer) => {
    for (const [, id] of data.toString('latin1').matchAll(/"command":"(note-[\w-]+)"/g)) {
      seen.get(id as string)?.();
      seen.delete(id as string);
    }
  });

  let n = 0;
  return {
    /** Orders at a steady pace until `until` settles. */
    async measure(until: Promise<unknown>): Promise<Latencies> {
      const latencies: Latencies = { answer: [], delivery: [] };
      let over = false;
      void until.finally(() => {
        over = true;
      });
      const under: Promise<unknown>[] = [];
      while (!over) {
        const id = `note-${process.pid}-${n++}`;
        const sent = performance.now();
        const delivered = new Promise<void>((resolve) => seen.set(id, resolve)).then(() => {
          latencies.delivery.push(performance.now() - sent);
        });
        const answered = order({ id, type: 'addNote', incident, text: 'three wires down' }).then(() => {
          latencies.answer.push(performance.now() - sent);
        });
        under.push(delivered, answered);
        await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      }
      await Promise.all(under);
      return latencies;
    },
    close: () => socket.terminate(),
  };
};

export const describe = (samples: readonly number[]): string =>
  `p50 ${quantile(samples, 0.5).toFixed(0)} ms, p99 ${quantile(samples, 0.99).toFixed(0)} ms, most ${Math.max(...samples).toFixed(0)} ms`;

const OUTLINE = [
  [120, 30],
  [120.01, 30],
  [120.01, 30.01],
  [120, 30],
];
