import { z } from 'zod';
import { type App, describe } from './endpoint.ts';
import { HttpProblem } from './problem.ts';

/** The live socket is no HTTP route; here it is entered in the document, and told to whoever asks for it without an upgrade. */
export const liveDescription = (app: App): void => {
  describe(app, {
    method: 'get',
    path: '/api/live',
    tag: 'Live socket',
    summary: 'Everything of one operation as it happens (WebSocket)',
    description:
      'The server says where the client stands, sends the events after `from` (or the state, without it), then every new one once and ' +
      'in order. The messages are described in docs/protocol.md.',
    query: z.object({
      operation: z.string(),
      from: z.string().optional().describe('the last event that the client has'),
    }),
    answer: null,
    problems: {
      429: 'This account has too many sockets, or opens too many; see Retry-After.',
      426: 'Asked without an upgrade to a WebSocket.',
    },
  });
  app.get('/api/live', () => {
    throw new HttpProblem(426, 'upgradeRequired', 'This address speaks WebSocket only.', {
      headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
    });
  });
};
