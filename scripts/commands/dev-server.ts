import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tellDemo, tellSetup } from '../announce.ts';
import { openDatabase } from '../database.ts';
import { readEnvironment } from '../environment.ts';
import { live } from '../lifetime.ts';
import { startProduct } from '../product.ts';

/** The part of `npm run dev` that starts again with every change of a source file; dev.ts keeps the rest. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

await live(
  async (onStop) => {
    const environment = readEnvironment(process.env, root);
    const { host, port } = environment;
    const { url: databaseUrl } = await openDatabase(environment, console.log);
    const address = { host, port };
    const { setupUrl, demoUrl } = await startProduct(
      { root, environment, databaseUrl, address, dashboardDir: undefined },
      onStop,
    );
    if (setupUrl) tellSetup(setupUrl, process.argv.slice(2));
    if (demoUrl) tellDemo(demoUrl, process.argv.slice(2));
  },
  { stopWhen: new AbortController().signal },
);
