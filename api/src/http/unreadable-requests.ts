import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { rawAnswer } from './raw-answer.ts';

/** What stands against a request that never became one, by the code of Node's reader. */
const REASONS: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'tooSlow', 'The head of the request did not come in time. Send it again.'],
  HPE_HEADER_OVERFLOW: [
    431,
    'headTooLong',
    'The head of the request is too long; cookies of other sites may be in it.',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'bodyTooLong', 'The pieces of the body are described at too great a length.'],
};
const NO_REQUEST = [400, 'noRequest', 'This is not a request that can be read. The server speaks HTTP/1.1.'] as const;

/**
 * Says what is wrong with requests that cannot be read. A connection on which nothing was said is closed without a word: thousands of
 * those end at the same moment, and nobody reads there.
 */
export const answerUnreadable = (server: Server): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (socket.bytesRead > 0 && socket.writable && socket.bytesWritten === 0) {
      const [status, code, message] = REASONS[error.code ?? ''] ?? NO_REQUEST;
      socket.write(rawAnswer(status, code, message));
    }
    socket.destroy();
  });
};
