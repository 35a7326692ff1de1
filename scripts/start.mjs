// `npm start`: builds what has changed and runs the server in this very process, so that a service manager that starts
// `node scripts/start.mjs` has the right process in its hand. --stop-with-parent is for npm, see parent.mjs.
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { watchParent } from './parent.mjs';

process.env.NODE_ENV ??= 'production';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const parentGone = new AbortController();
if (process.argv.includes('--stop-with-parent')) watchParent(() => parentGone.abort());

try {
  const { server, dashboard } = await build(root);
  const { serve } = await import(pathToFileURL(server).href);
  await serve({ root, dashboardDir: dashboard, stopWhen: parentGone.signal });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
