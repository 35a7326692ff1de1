import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive } from './processes.ts';

/**
 * Runs `work` while no other process on this machine runs its own in the same `directory`. A process that dies loses its turn.
 *
 * Lamport's bakery, with files: they carry the owner's identity, so that a dead owner is seen at once and nothing has to be broken
 * open, and plain files exist on every system. The order of the steps is what makes it right: a ticket is there before "choosing"
 * ends, and the others' tickets are read after nobody was seen choosing.
 */
export async function takeTurn<T>(directory: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(directory, { recursive: true });
  const me = newMark();
  const choosing = join(directory, `${me}.choosing`);
  writeFileSync(choosing, '');
  const number = 1 + Math.max(0, ...tickets(directory).map((other) => other.number));
  const ticket = join(directory, `${me}.${number}`);
  writeFileSync(ticket, '');
  rmSync(choosing);
  try {
    while (marksOfTheLiving(directory).some((name) => name.endsWith('.choosing'))) await sleep(5);
    while (tickets(directory).some((other) => isBefore(other, { mark: me, number }))) await sleep(20);
    return await work();
  } finally {
    rmSync(ticket, { force: true });
  }
}

/** Notes in `directory` that this process is present, until the answer is called. */
export function markPresence(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, newMark());
  writeFileSync(file, '');
  return () => rmSync(file, { force: true });
}

/** Whether any living process, this one included, is marked present in `directory`. */
export function anyonePresent(directory: string): boolean {
  return marksOfTheLiving(directory).length > 0;
}

type Ticket = { readonly mark: string; readonly number: number };

function tickets(directory: string): Ticket[] {
  return marksOfTheLiving(directory).flatMap((name) => {
    const [mark = '', number = ''] = name.split('.');
    return number === 'choosing' ? [] : [{ mark, number: Number(number) }];
  });
}

function isBefore(one: Ticket, other: Ticket): boolean {
  return one.number < other.number || (one.number === other.number && one.mark < other.mark);
}

function newMark(): string {
  const { pid, started } = identify(process.pid);
  return `${pid}-${started}-${randomBytes(4).toString('hex')}`;
}

/** Names of the files in `directory` whose process lives; those of the dead are swept out. */
function marksOfTheLiving(directory: string): string[] {
  return readdirSync(directory).filter((name) => {
    const [pid = '', started = ''] = name.split('-');
    if (isAlive({ pid: Number(pid), started })) return true;
    rmSync(join(directory, name), { force: true });
    return false;
  });
}
