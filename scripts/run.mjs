// `npm test`, `npm run dev`, `npm run check` and the like: starts the program behind each with the words that follow, and gives back
// its exit code. The child gets every signal, and is stopped when npm is gone.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchParent } from './parent.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = join(root, 'node_modules');

/** What lets Node run a TypeScript file in the same process. */
const typescript = ['--import', 'tsx'];
/** Programs are named by file: npx would offer to download another package of the same name if one were missing. */
const vitest = join(packages, 'vitest', 'vitest.mjs');

/** @type {Record<string, string[]>} */
const COMMANDS = {
  test: [vitest, 'run'],
  dev: [...typescript, 'scripts/commands/dev.ts'],
  check: [...typescript, 'scripts/commands/check.ts'],
  bench: [...typescript, 'bench/main.ts'],
  import: [...typescript, 'scripts/commands/import.ts'],
  calibrate: [...typescript, 'scripts/commands/calibrate.ts'],
  'verify-log': [...typescript, 'scripts/commands/verify-log.ts'],
};

const [name = '', ...rest] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  console.error(`There is no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}

const child = spawn(process.execPath, [...command, ...rest], { cwd: root, stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
// Ctrl-C goes to every process at the terminal by itself; a second one from us would count as "at once".
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
watchParent(() => child.kill('SIGTERM'));
child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
