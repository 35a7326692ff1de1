import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createServer as createViteServer } from 'vite';
import { browsableUrls, requireFreePort } from '../address.ts';
import { accountsFile, announce } from '../announce.ts';
import { type OpenDatabase, openDatabase } from '../database.ts';
import { readEnvironment } from '../environment.ts';
import { live } from '../lifetime.ts';

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
    const urls = browsableUrls({ host, port });
    const database = await openDatabase(environment, console.log);
    onStop(() => database.stop());
    goOn();

    const serverPort = await requireFreePort({ host: '127.0.0.1', port: 0 });
    const server = startServer({ database, port: serverPort, publicUrl: urls[0] ?? '' });
    onStop(server.stop);
    await server.answers(goOn);

    const http = createHttpServer();
    // As middleware, because vite would otherwise end this process itself at a signal, with the database still running.
    const dashboard = await createViteServer({
      root: join(root, 'dashboard'),
      server: {
        middlewareMode: { server: http },
        ws: { server: http },
        proxy: { '/api': { target: `http://127.0.0.1:${serverPort}`, ws: true } },
      },
    });
    onStop(() => dashboard.close());
    http.on('request', dashboard.middlewares);
    http.listen(port, host);
    await once(http, 'listening');
    goOn();
    const accounts = accountsFile(dataDir);
    announce({ host, urls, accounts: existsSync(accounts) ? accounts : undefined, setup: undefined, demo: undefined });
  },
  { stopWhen: new AbortController().signal },
);

function startServer({ database, port, publicUrl }: { database: OpenDatabase; port: number; publicUrl: string }) {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(
    process.execPath,
    [tsx, 'watch', '--clear-screen=false', 'scripts/commands/dev-server.ts', publicUrl],
    {
      cwd: root,
      // Out of the reach of Ctrl-C: it is told to stop by us, and twice would mean at once.
      detached: true,
      // stdin stays closed: tsx would restart the server whenever Return is pressed, and hold the terminal.
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        DATABASE_OWNER_URL: database.ownerUrl,
        HOST: '127.0.0.1',
        PORT: String(port),
      },
    },
  );
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    /** Waits for the first answer, however long it takes: whoever just broke the server sees why and mends it. */
    async answers(goOn: () => void): Promise<void> {
      while (!(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined))) {
        if (hasEnded()) throw new Error('The server could not be started; the reason is above.');
        await sleep(100);
        goOn();
      }
    },
    async stop(): Promise<void> {
      if (hasEnded()) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
