import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { ignoreUpgrade, offersWebSocket } from './ignore-upgrade.ts';

const OFFER = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n';

test('a client that offers HTTP/2 gets its answer over HTTP/1.1, with its body read, and goes on over the same connection', async () => {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    response.end(`${request.method} ${request.url} ${request.headers['x-sender']} ${body.length}\n`);
  });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    if (offersWebSocket(request)) socket.end('socket');
    else ignoreUpgrade(server, request, socket, head);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = connect(port, '127.0.0.1');
  let heard = '';
  const hears = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => heard.includes(text) && resolve();
      client.on('data', look);
      look();
    });
  client.on('data', (data) => {
    heard += data;
  });
  const body = 'x'.repeat(200_000);
  const post = (more: string, sender: string) =>
    `POST /reports HTTP/1.1\r\nHost: relight\r\n${more}X-Sender: ${sender}\r\nContent-Length: ${body.length}\r\n\r\n`;
  client.write(post(OFFER, 'one'));
  client.write(body);
  await hears('POST /reports one 200000\n');
  client.write(`${post('', 'two')}${body}`);
  await hears('POST /reports two 200000\n');
  client.write('GET /api/live HTTP/1.1\r\nHost: relight\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n');
  await hears('socket');
  expect(heard.match(/HTTP\/1.1 200/g)).toHaveLength(2);
  await new Promise((resolve) => server.close(resolve));
});
