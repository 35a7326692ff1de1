import type { Actor } from '@relight/shared/operation/events';
import { commandId } from '@relight/shared/operation/ids';
import { MAX_UP_BYTES, type Up, up } from '@relight/shared/protocol/up';
import { PROTOCOL_VERSION } from '@relight/shared/protocol/version';
import type { RawData, WebSocket } from 'ws';
import type { z } from 'zod';
import { describeIssues, flatten } from '../http/read-body.ts';
import type { Feed } from './feed.ts';
import { frame } from './frames.ts';
import type { Operations } from './operations.ts';
import type { Outcome } from './outcome.ts';
import { createPace } from './pace.ts';
import { createReader, type Reader, sayBye, send } from './reader.ts';
import type { Room } from './room.ts';

/** Commands of one connection that are being judged; more wait in the network. */
const MAX_IN_FLIGHT = 64;

export type SocketOptions = {
  readonly ws: WebSocket;
  readonly room: Room;
  readonly feed: Feed;
  readonly operations: Operations;
  readonly actor: Actor;
  /** The last event that the client has; null when it has nothing. */
  readonly from: number | null;
};

/** Serves one live connection until it closes: welcome, then the log from where the client stands, then whatever it says. */
export const openSocket = ({ ws, room, feed, operations, actor, from }: SocketOptions): Reader => {
  const { operation } = room;
  // What is not in the log, the client has from a log that is no more.
  const reader = createReader(ws, from !== null && from <= room.head ? from : null);
  let inFlight = 0;
  const readOn = () => {
    if (ws.isPaused && !pace.resting && inFlight < MAX_IN_FLIGHT / 2) ws.resume();
  };
  const pace = createPace(ws, readOn);

  const answer = (command: string, outcome: Outcome) => {
    const result = outcome.outcome === 'accepted' ? { outcome: outcome.outcome, seq: outcome.seq } : outcome;
    send(reader, frame({ kind: 'answer', command, result }));
  };

  const hear = async (message: Up) => {
    switch (message.kind) {
      case 'command': {
        inFlight += 1;
        if (inFlight >= MAX_IN_FLIGHT) ws.pause();
        answer(message.command.id, await operations.submit(operation, message.command, actor));
        inFlight -= 1;
        return readOn();
      }
      case 'resume':
        reader.cursor = message.from ?? 0;
        reader.wantsSnapshot = message.from === null || message.from > room.head;
        return feed.catchUp(reader);
      case 'position': {
        if (actor.role !== 'crew' || actor.crew === undefined) {
          return sayBye(reader, 'badMessage', false, 'position: only a crew says where it is');
        }
        const { lon, lat } = message;
        return operations.positions.set(operation, { crew: actor.crew, lon, lat, at: new Date().toISOString() });
      }
      default:
        return message satisfies never;
    }
  };

  ws.on('message', (data, isBinary) => {
    reader.heardAt = Date.now();
    pace.count();
    if (reader.closing) return;
    const read = readMessage(data, isBinary);
    if (read.ok) void hear(read.message);
    else if (read.command === undefined) sayBye(reader, 'badMessage', false, read.problem);
    // An order that cannot be understood is answered like any other, so that whoever gave it learns what is wrong.
    else answer(read.command, { outcome: 'failed', code: 'invalid', message: read.problem });
  });
  ws.on('pong', () => {
    reader.heardAt = Date.now();
  });
  ws.on('close', () => {
    reader.closing = true;
    pace.stop();
    feed.leave(reader);
  });

  send(
    reader,
    frame({
      kind: 'welcome',
      version: PROTOCOL_VERSION,
      operation,
      actor,
      head: room.head,
      serverTime: new Date().toISOString(),
    }),
  );
  feed.join(reader);
  return reader;
};

type Read =
  | { readonly ok: true; readonly message: Up }
  /** `command` when it is an order with a legible id. */
  | { readonly ok: false; readonly problem: string; readonly command?: string };

const readMessage = (data: RawData, isBinary: boolean): Read => {
  if (isBinary) return { ok: false, problem: 'messages are JSON texts, not binary' };
  const text = data.toString();
  if (text.length > MAX_UP_BYTES) return { ok: false, problem: 'too long' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'not JSON' };
  }
  const parsed = up.safeParse(value);
  if (parsed.success) return { ok: true, message: parsed.data };
  const problem = describe(parsed.error);
  const id = commandId.safeParse((value as { command?: { id?: unknown } } | null)?.command?.id);
  return id.success ? { ok: false, problem, command: id.data } : { ok: false, problem };
};

const describe = ({ issues }: z.ZodError): string =>
  describeIssues(issues.flatMap(flatten).slice(0, 5)) || 'not a message';
