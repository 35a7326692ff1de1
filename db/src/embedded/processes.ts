import { readFileSync } from 'node:fs';

/** A process as it can be recognised later: process ids are used again, a pair of id and start time is not. */
export type ProcessIdentity = { readonly pid: number; readonly started: string };

/** The start time that goes with `pid`, in the kernel's own ticks; empty where the system has no /proc. */
export function identify(pid: number): ProcessIdentity {
  return { pid, started: readStat(pid)?.started ?? '' };
}

/**
 * Whether this very process still runs. A zombie counts as dead: in a container without an init nobody reaps it, and a plain
 * `kill(pid, 0)` would call it alive for ever.
 */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  if (process.platform === 'linux') {
    const stat = readStat(pid);
    if (!stat || stat.state === 'Z' || stat.state === 'X') return false;
    return started === '' || stat.started === started;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The words of the command line of `pid`, or undefined where that cannot be known. */
export function commandLine(pid: number): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return undefined;
  }
}

function readStat(pid: number): { state: string; started: string } | undefined {
  try {
    // The second field is the program's name in brackets and may itself hold blanks and brackets: read after the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
