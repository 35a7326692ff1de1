import { browsableUrls, requireFreePort } from './address.ts';
import { accountsFile, announce } from './announce.ts';
import { openDatabase } from './database.ts';
import { readEnvironment } from './environment.ts';
import { live } from './lifetime.ts';
import { startProduct } from './product.ts';

/**
 * The whole product in one process, as `npm start` runs it; ends the process when it is stopped.
 * @param root the repository's directory
 * @param dashboardDir the built dashboard
 * @param stopWhen asks the product to stop, like SIGTERM
 */
export async function serve({
  root,
  dashboardDir,
  stopWhen,
}: {
  root: string;
  dashboardDir: string;
  stopWhen: AbortSignal;
}): Promise<never> {
  return live(
    async (onStop, goOn) => {
      const environment = readEnvironment(process.env, root);
      const { host, dataDir } = environment;
      await requireFreePort(environment);
      const database = await openDatabase(environment, console.log);
      onStop(async () => {
        await database.stop();
        console.log('Relight has stopped.');
      });
      goOn();
      const address = { host, port: environment.port };
      const api = await startProduct({ root, environment, databaseUrl: database.url, address, dashboardDir }, onStop);
      goOn();
      announce({
        host,
        urls: browsableUrls({ host, port: api.port }),
        accounts: api.demo ? accountsFile(dataDir) : undefined,
        setup: api.setupUrl,
        demo: api.demoUrl,
      });
    },
    { stopWhen },
  );
}
