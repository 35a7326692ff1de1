import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { browsableUrls, requireFreePort } from '../address.ts';
import { openDatabase } from '../database.ts';
import { readEnvironment } from '../environment.ts';
import { live } from '../lifetime.ts';
import { announce } from '../serve.ts';

/**
 * `npm run dev`: one port as in the product. The dashboard comes from vite, which exchanges changed modules in the open page; the
 * server runs behind it and starts again with every change; the database stays open the whole time.
 */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

await live(
  async (onStop, goOn) => {
    const environment = readEnvironment(process.env, root);
    const { host, dataDir } = environment;
    const port = await requireFreePort(environment);
    const database = await openDatabase(environment, console.log);
    onStop(() => database.stop());
    goOn();

    const serverPort = await requireFreePort({ host: '127.0.0.1', port: 0 });
    const server = startServer(database.url, serverPort);
    onStop(server.stop);

    const dashboard = await createServer({
      root: join(root, 'dashboard'),
      server: {
        host,
        port,
        strictPort: true,
        proxy: { '/api': { target: `http://127.0.0.1:${serverPort}`, ws: true } },
      },
    });
    onStop(() => dashboard.close());
    await dashboard.listen();
    goOn();
    announce(browsableUrls({ host, port }), dataDir);
  },
  { stopWhen: new AbortController().signal },
);

function startServer(databaseUrl: string, port: number): { stop(): Promise<void> } {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', 'scripts/commands/dev-server.ts'], {
    cwd: root,
    // stdin stays closed: tsx would restart the server whenever Return is pressed, and hold the terminal.
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: String(port) },
  });
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
