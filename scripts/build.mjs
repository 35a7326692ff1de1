import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp } from './fingerprint.mjs';

/** What the parts are made of: a part is built again when anything of this has changed. */
const SOURCES = {
  dashboard: ['dashboard', 'shared/src', 'pnpm-lock.yaml', 'scripts/build.mjs'],
  server: ['scripts', 'api/src', 'db/src', 'db/seeds', 'drills/src', 'shared/src', 'pnpm-lock.yaml'],
};

/**
 * Builds what has changed since the last time, into dist/.
 * @param {string} root
 * @returns {Promise<{ server: string, dashboard: string }>} the server's entry file and the dashboard's directory
 * @throws {Error} if a part does not build; the builder has said why
 */
export async function build(root) {
  const dist = join(root, 'dist');
  const dashboard = join(dist, 'dashboard');
  mkdirSync(dist, { recursive: true });
  await buildIfChanged(root, 'dashboard', () => buildDashboard(root, dashboard));
  await buildIfChanged(root, 'server', async () => {
    const { bundleServer } = await import('./bundle-server.mjs');
    await bundleServer(root);
  });
  return { server: join(dist, 'server.mjs'), dashboard };
}

/** @param {string} root @param {keyof typeof SOURCES} part @param {() => Promise<void>} make */
async function buildIfChanged(root, part, make) {
  const stamp = join(root, 'dist', `.${part}-stamp`);
  const wanted = fingerprint(root, SOURCES[part]);
  if (readStamp(stamp) === wanted) return;
  console.log(`Building the ${part} …`);
  const started = Date.now();
  await make();
  writeFileSync(stamp, wanted);
  console.log(`Built the ${part} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/**
 * In a process of its own: the bundler's memory is given back before the server starts.
 * @param {string} root @param {string} outDir
 * @returns {Promise<void>}
 */
function buildDashboard(root, outDir) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', 'dashboard', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const stop = () => {
    child.kill();
    process.exit(1);
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM']);
  for (const signal of signals) process.once(signal, stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      for (const signal of signals) process.off(signal, stop);
      if (code === 0) resolve();
      else reject(new Error('The dashboard could not be built; the reason is above.'));
    });
  });
}
