// Installs what is missing, and is quick when nothing is: every npm command of the product runs this first. Only what comes with
// Node may be used here.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, readStamp } from './fingerprint.mjs';

const PNPM = 'pnpm@12.21.0';
const OLDEST_NODE = [20, 19];

/** Settings that pnpm needs from the caller's npm to reach the registry; all others are npm's own and confuse it. */
const KEPT_SETTINGS = ['registry', 'proxy', 'https_proxy', 'noproxy', 'cafile'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.setup-stamp');

requireNode();
const wanted = fingerprint(root, [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'patches',
  ...packageFiles(),
]);
if (readStamp(stamp) !== wanted) {
  install();
  writeFileSync(stamp, wanted);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  stop(
    `Node ${process.versions.node} is too old: Relight needs Node ${OLDEST_NODE.join('.')} or newer, from https://nodejs.org.`,
  );
}

function packageFiles() {
  return readdirSync(root)
    .map((name) => `${name}/package.json`)
    .filter((path) => !path.startsWith('node_modules') && existsSync(join(root, path)));
}

function install() {
  console.log('Installing what Relight needs (the first time takes about half a minute) …');
  const started = Date.now();
  const windows = process.platform === 'win32';
  const { status, error } = spawnSync(
    windows ? 'npx.cmd' : 'npx',
    // --prefer-offline: without it npx waits more than a minute for a registry that cannot be reached, even when nothing is missing.
    ['--yes', '--prefer-offline', PNPM, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: windows, env: environmentForPnpm() },
  );
  if (status !== 0) {
    stop(
      `Installing failed${error ? ` (${error.message})` : ''}; the reason is above. ` +
        'If it is the network: an npm registry must be reachable once, later starts need none.',
    );
  }
  console.log(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

function environmentForPnpm() {
  const entries = Object.entries(process.env).filter(([name]) => {
    const setting = /^npm_config_(.*)$/i.exec(name)?.[1]?.toLowerCase();
    return setting === undefined || KEPT_SETTINGS.includes(setting);
  });
  // CI: pnpm must not ask questions, nobody may be there to answer them.
  return { ...Object.fromEntries(entries), CI: 'true' };
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}
