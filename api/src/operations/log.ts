import type { Sql } from '@relight/db/connect';
import { canonicalJson, sha256Hex } from '@relight/shared/hash';
import { mayEverGive } from '@relight/shared/operation/authorize';
import type { Command, CommandOf } from '@relight/shared/operation/commands';
import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import type { Logger } from 'pino';
import { messageOf, troubleOf } from '../database-trouble.ts';
import type { SecurityLog } from '../security-log.ts';
import { append, LogIsShorter } from './append.ts';
import type { Clock } from './clock.ts';
import type { Directory } from './directory.ts';
import { createGroupQueue, type GroupQueue } from './group-queue.ts';
import type { Batch, Submission, Verdict } from './judge-batch.ts';
import { type Failed, failed, isAboutRights, type Outcome } from './outcome.ts';
import { readEvents } from './read-log.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import { SNAPSHOT_EVERY, writeSnapshot } from './snapshots.ts';

/** Commands of one operation that share a transaction, at most. */
const LARGEST_GROUP = 256;

export type Log = {
  /** Settles when the verdict is on disk. Never rejects. */
  submit(operation: string, command: Command, actor: Actor): Promise<Outcome>;
  /** The same for the command that makes the operation. */
  open(operation: string, command: CommandOf<'openOperation'>, actor: Actor): Promise<Outcome>;
  /** Settles when nothing is waiting for a verdict. */
  drained(): Promise<void>;
};

type Deps = {
  readonly sql: Sql;
  readonly rooms: Rooms;
  readonly directory: Directory;
  readonly position: (operation: string, crew: string) => { readonly lon: number; readonly lat: number } | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly security: SecurityLog;
  /** Commands of one operation that wait in this process, at most. */
  readonly longestQueue: number;
};

/** The one way into the logs: one queue for each operation, each group of commands one transaction. */
export const createLog = ({ sql, rooms, directory, position, clock, log, security, longestQueue }: Deps): Log => {
  const queues = new Map<string, GroupQueue<Entry, Outcome>>();

  const settleGroup = async (operation: string, entries: readonly Entry[]): Promise<readonly Outcome[]> => {
    try {
      const room = await (entries.some((it) => it.opens) ? rooms.open(operation) : rooms.find(operation));
      if (room !== undefined) return await settle(room, entries);
      return entries.map(() => failed('operationUnknown', 'there is no such operation'));
    } catch (error) {
      log.error({ err: error, operation }, 'an operation could not be read');
      return entries.map(() => unavailable(error));
    }
  };

  const settle = async (room: Room, submissions: readonly Entry[]): Promise<readonly Outcome[]> => {
    const { operation } = room;
    try {
      const opener = submissions.find((it) => it.opens)?.command;
      const opening = opener?.type === 'openOperation' && room.head === 0 ? opener : undefined;
      const network = await rooms.network(room, opening?.network);
      const before = room.head;
      const batch = await append(sql, directory, (crew) => position(operation, crew), {
        room,
        network,
        submissions,
        now: clock.now,
        onSetBack: (from, to) =>
          log.error({ operation, from, to }, 'the log had been written by a clock that was ahead, and is set back'),
        ...(opening && { opening }),
      });
      if (batch === undefined) return submissions.map(() => failed('operationUnknown', 'there is no such operation'));
      return await announce(room, before, batch);
    } catch (error) {
      if (error instanceof LogIsShorter) {
        log.error({ err: error }, 'the log is shorter than it was: reading it again');
        await room.reload();
        return settle(room, submissions);
      }
      const fault = isAboutTheRows(error);
      // What one command says may be what the database will not store; the others must not suffer for it.
      if (fault && submissions.length > 1) {
        const outcomes: Outcome[] = [];
        for (const submission of submissions) outcomes.push(...(await settle(room, [submission])));
        return outcomes;
      }
      log.error({ err: error, operation, commands: submissions.map(({ command }) => command.id) }, 'append failed');
      return submissions.map(() =>
        fault ? failed('internal', 'the command could not be stored') : unavailable(error),
      );
    }
  };

  const announce = async (room: Room, before: number, batch: Batch): Promise<readonly Outcome[]> => {
    for (const { command, error } of batch.bugs) log.error({ err: error, command: command.id }, 'decide threw');
    const recorded = batch.lines.map((line) => line.recorded);
    room.receive(recorded, batch.state);
    if (room.head === batch.state.seq) {
      room.endsWith({ seq: room.head, hash: batch.headHash, at: batch.at, answersEnd: batch.answersEnd });
    }
    if (Math.floor(before / SNAPSHOT_EVERY) !== Math.floor(batch.state.seq / SNAPSHOT_EVERY)) {
      writeSnapshot(sql, room.operation, batch.state).catch((error) => log.warn({ err: error }, 'snapshot failed'));
    }
    const [firstNew] = recorded;
    return Promise.all(
      batch.verdicts.map(async (verdict) => answer(verdict, await eventsOf(room, verdict, recorded, firstNew?.seq))),
    );
  };

  /** The events of an accepted command: of this batch, or of long ago when the command came for a second time. */
  const eventsOf = async (room: Room, verdict: Verdict, recorded: readonly RecordedEvent[], firstNew?: number) => {
    if (verdict.outcome !== 'accepted') return [];
    const { fromSeq, toSeq } = verdict;
    if (firstNew !== undefined && fromSeq >= firstNew) return recorded.slice(fromSeq - firstNew, toSeq + 1 - firstNew);
    return room.recent(fromSeq - 1, toSeq) ?? (await readEvents(sql, room.operation, fromSeq - 1, toSeq - fromSeq + 1));
  };

  // Takes its place in the queue at once, so that what one client says first is judged first.
  const enter = (operation: string, entry: Entry): Promise<Outcome> => {
    let queue = queues.get(operation);
    if (queue === undefined) {
      queue = createGroupQueue<Entry, Outcome>({
        largest: LARGEST_GROUP,
        longest: longestQueue,
        ownerOf: ({ actor }) => actor.id,
        handle: (entries) => settleGroup(operation, entries),
        turnedAway: () => failed('overloaded', 'too many commands are waiting; send the same command again'),
        emptied: () => queues.delete(operation),
      });
      queues.set(operation, queue);
    }
    return queue.push(entry);
  };

  /** What somebody may never give is refused before it takes a place that others wait for. */
  const judgeRights = async (operation: string, command: Command, actor: Actor, opens: boolean): Promise<Outcome> => {
    const outcome: Outcome = mayEverGive(command, actor)
      ? await enter(operation, { ...submission(command, actor), opens })
      : { outcome: 'refused', code: 'notPermitted' };
    if (outcome.outcome === 'refused' && isAboutRights(outcome.code)) {
      const { id, role } = actor;
      security.refused({ what: 'command', type: command.type, operation, actor: id, role, code: outcome.code });
    }
    return outcome;
  };

  return {
    submit: (operation, command, actor) => judgeRights(operation, command, actor, false),
    open: (operation, command, actor) => judgeRights(operation, command, actor, true),
    drained: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.drained()));
    },
  };
};

type Entry = Submission & { readonly opens: boolean };

const submission = (command: Command, actor: Actor): Submission => ({
  command,
  actor,
  fingerprint: fingerprintOf(command, actor),
});

/** Who gave it is part of it: nobody gets somebody else's answer by repeating an id. */
export const fingerprintOf = (command: Command, actor: Actor): string =>
  sha256Hex(`${actor.id}\n${canonicalJson(command)}`);

const answer = (verdict: Verdict, events: readonly RecordedEvent[]): Outcome =>
  verdict.outcome === 'accepted' ? { outcome: 'accepted', seq: verdict.toSeq, events } : verdict;

/** No verdict, and why; nothing has happened, or nobody can tell whether it has. */
const unavailable = (error: unknown): Failed => {
  const trouble = troubleOf(error);
  const why = trouble === undefined ? 'The log could not be read or written.' : messageOf(trouble);
  return failed('unavailable', `${why} Send the same command again.`);
};

/** SQLSTATE classes of what lies in the rows themselves: data exception, integrity violation, limit exceeded. */
const isAboutTheRows = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(22|23|54)/.test(error.code);
