import type { Actor } from '@relight/shared/operation/events';
import { commandId } from '@relight/shared/operation/ids';
import { MAX_UP_BYTES, type Up, up } from '@relight/shared/protocol/up';
import { PROTOCOL_VERSION } from '@relight/shared/protocol/version';
import type { RawData, WebSocket } from 'ws';
import type { z } from 'zod';
import { MOST_MARKS, marksIn } from '../http/json-marks.ts';
import { describeIssues, flatten } from '../http/read-body.ts';
import type { Account } from './accounts.ts';
import type { Feed } from './feed.ts';
import { frame } from './frames.ts';
import type { Operations } from './operations.ts';
import { isAboutRights, type Outcome } from './outcome.ts';
import { createReader, type Reader, sayBye, send } from './reader.ts';
import type { Room } from './room.ts';

/** Commands of one connection that are being judged; more wait in the network. */
const MAX_IN_FLIGHT = 64;
/** What a `resume` counts among the bytes of its account, because of all that is sent in answer. */
const RESUME_BYTES = 10_000;

export type SocketOptions = {
  readonly ws: WebSocket;
  readonly room: Room;
  readonly feed: Feed;
  readonly operations: Operations;
  readonly actor: Actor;
  readonly account: Account;
  /** The last event that the client has; null when it has nothing. */
  readonly from: number | null;
};

/** Serves one live connection until it closes: welcome, then the log from where the client stands, then whatever it says. */
export const openSocket = ({ ws, room, feed, operations, actor, account, from }: SocketOptions): Reader => {
  const { operation } = room;
  // What is not in the log, the client has from a log that is no more.
  const reader = createReader(ws, from !== null && from <= room.head ? from : null);
  let inFlight = 0;
  /** What has arrived and may not be read yet; a pause does not hold back what is in this process already. */
  const inbox: { readonly data: RawData; readonly isBinary: boolean }[] = [];

  const readOn = () => {
    for (;;) {
      if (reader.closing) inbox.length = 0;
      const next = inbox[0];
      if (next === undefined) return ws.isPaused && inFlight < MAX_IN_FLIGHT / 2 ? ws.resume() : undefined;
      if (account.resting || inFlight >= MAX_IN_FLIGHT) {
        ws.pause();
        return account.resting ? account.whenRested(readOn) : undefined;
      }
      inbox.shift();
      account.spend(lengthOf(next.data));
      read(next.data, next.isBinary);
    }
  };

  const wrong = (): boolean => {
    if (account.bearsWrong()) return false;
    sayBye(reader, 'badMessage', false, 'too many messages that are wrong, or orders that this role may not give');
    return true;
  };

  const answer = (command: string, outcome: Outcome) => {
    const result = outcome.outcome === 'accepted' ? { outcome: outcome.outcome, seq: outcome.seq } : outcome;
    send(reader, frame({ kind: 'answer', command, result }));
  };

  const hear = async (message: Up) => {
    switch (message.kind) {
      case 'command': {
        inFlight += 1;
        const outcome = await operations.submit(operation, message.command, actor);
        inFlight -= 1;
        answer(message.command.id, outcome);
        if (outcome.outcome === 'refused' && isAboutRights(outcome.code)) wrong();
        return inFlight < MAX_IN_FLIGHT / 2 ? readOn() : undefined;
      }
      case 'resume':
        account.spend(RESUME_BYTES);
        reader.cursor = message.from ?? 0;
        reader.wantsSnapshot = message.from === null || message.from > room.head;
        return feed.catchUp(reader);
      case 'position': {
        if (actor.role !== 'crew' || actor.crew === undefined) {
          return sayBye(reader, 'badMessage', false, 'position: only a crew says where it is');
        }
        const { lon, lat } = message;
        return operations.positions.set(operation, {
          crew: actor.crew,
          lon,
          lat,
          at: new Date(operations.now()).toISOString(),
        });
      }
      default:
        return message satisfies never;
    }
  };

  const read = (data: RawData, isBinary: boolean) => {
    const message = readMessage(data, isBinary);
    if (message.ok) return void hear(message.message);
    if (wrong()) return;
    if (message.command === undefined) sayBye(reader, 'badMessage', false, message.problem);
    // An order that cannot be understood is answered like any other, so that whoever gave it learns what is wrong.
    else answer(message.command, { outcome: 'failed', code: 'invalid', message: message.problem });
  };

  ws.on('message', (data, isBinary) => {
    reader.heardAt = Date.now();
    inbox.push({ data, isBinary });
    // Those before it are taken up when there is room for them.
    if (inbox.length === 1) readOn();
  });
  ws.on('pong', () => {
    reader.heardAt = Date.now();
  });
  ws.on('close', () => {
    reader.closing = true;
    inbox.length = 0;
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
      serverTime: new Date(operations.now()).toISOString(),
    }),
  );
  feed.join(reader);
  return reader;
};

const lengthOf = (data: RawData): number =>
  Array.isArray(data) ? data.reduce((sum, part) => sum + part.length, 0) : data.byteLength;

type Read =
  | { readonly ok: true; readonly message: Up }
  /** `command` when it is an order with a legible id. */
  | { readonly ok: false; readonly problem: string; readonly command?: string };

const readMessage = (data: RawData, isBinary: boolean): Read => {
  if (isBinary) return { ok: false, problem: 'messages are JSON texts, not binary' };
  const text = data.toString();
  if (text.length > MAX_UP_BYTES) return { ok: false, problem: 'too long' };
  if (marksIn(text) > MOST_MARKS) return { ok: false, problem: `more than ${MOST_MARKS} members` };
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
