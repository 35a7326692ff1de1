import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { keepFilled } from './keep-filled.ts';
import type { ServerNews, ServerOrder } from './server-messages.ts';

/** The baseline: a plain `ws` server that broadcasts given frames, and knows nothing else. */
const frames = (JSON.parse(readFileSync(process.env.BENCH_FRAMES as string, 'utf8')) as string[]).map((text) => ({
  text,
  events: text.split('"command":"b-').length - 1,
}));
const say = (news: ServerNews) => process.send?.(news);
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('listening', () =>
  say({ kind: 'listening', url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);

server.on('connection', (client) => client.send('{"kind":"welcome"}'));

const broadcast = (text: string) => {
  const bytes = Buffer.from(text);
  for (const client of server.clients) client.send(bytes, { binary: false });
};

let next = 0;
const takeFrame = () => frames[next++ % frames.length] as (typeof frames)[number];
const flood = keepFilled({
  events: () => {
    const { text, events } = takeFrame();
    broadcast(text);
    return events;
  },
});
let pacing: NodeJS.Timeout | undefined;

process.on('message', (order: ServerOrder) => {
  switch (order.kind) {
    case 'flood':
      return flood.start();
    case 'progress':
      return flood.progress(order.slowest);
    case 'pace':
      // The same bytes at the same pace, stamped with the moment at which they leave.
      pacing = setInterval(() => {
        const at = performance.timeOrigin + performance.now();
        broadcast(takeFrame().text.replaceAll(/"b-[\d.]+-/g, `"b-${at}-`));
      }, order.everyMs);
      return;
    case 'stop':
      clearInterval(pacing);
      return flood.stop();
    default:
      return order satisfies never;
  }
});
process.on('disconnect', () => process.exit(0));
