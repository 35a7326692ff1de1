import { readFileSync } from 'node:fs';

const SHELLS = new Set(['sh', 'dash', 'bash', 'zsh', 'ash', 'busybox']);

/**
 * Calls `onGone` once when the process that started this one has ended. npm passes a signal on to the shell between it and us, and
 * that shell to nobody: without this, `kill` on npm would leave the product running with no one to stop it.
 * @param {() => void} onGone
 */
export function watchParent(onGone) {
  const parent = process.ppid;
  // npm starts us through `sh -c`; that shell outlives an npm that was killed outright, so look one step further.
  const grandparent = SHELLS.has(readProcess(parent)?.name ?? '') ? readProcess(parent)?.parent : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent === undefined || readProcess(parent)?.parent === grandparent)) return;
    clearInterval(timer);
    onGone();
  }, 300);
  timer.unref();
}

/** @param {number} pid @returns {{ name: string, parent: number } | undefined} */
function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: Number(stat.slice(end + 2).split(' ')[1]) };
  } catch {
    return undefined;
  }
}
