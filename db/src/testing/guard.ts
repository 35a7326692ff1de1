import { spawn } from 'node:child_process';

/** Waits for the end of its input, stops the server in the directory it was given, and removes the directory. */
const CLEAN_UP = `
  read -r _
  pid_file="$1/server/data/postmaster.pid"
  [ -f "$pid_file" ] && kill -INT "$(head -n 1 "$pid_file")"
  for _ in 1 2 3 4 5 6 7 8 9 10; do [ -f "$pid_file" ] && sleep 0.3; done
  rm -rf "$1"`;

/**
 * A test run that is killed has no chance to stop the database server it has started in `directory`. This shell waits on a pipe that
 * only the run holds, and cleans up when the pipe breaks. It has a session of its own, so that Ctrl-C does not reach it.
 * @returns what calls the guard off, once the server is stopped in good order
 */
export function guardAgainstSuddenDeath(directory: string): () => void {
  const guard = spawn('/bin/sh', ['-c', CLEAN_UP, 'sh', directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  return () => void guard.kill('SIGKILL');
}
