import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Api, startApi } from '@relight/api/start';
import { type Address, explainListening } from './address.ts';
import { startDemoPeople } from './demo-people.ts';
import type { Environment } from './environment.ts';
import type { OnStop } from './lifetime.ts';

/**
 * Starts everything that runs on top of an open database: the server, and with the demo city the people in it.
 * @param dashboardDir the built dashboard; undefined when something else serves it
 * @throws OperatorProblem if it cannot listen at `address`
 */
export async function startProduct(
  {
    root,
    environment,
    databaseUrl,
    address,
    dashboardDir,
  }: {
    root: string;
    environment: Environment;
    databaseUrl: string;
    address: Address;
    dashboardDir: string | undefined;
  },
  onStop: OnStop,
): Promise<Api> {
  const { dataDir, logLevel, demo = true } = environment;
  try {
    const api = await startApi({
      databaseUrl,
      ...address,
      dataDir,
      demo,
      logLevel,
      dashboardDir,
      version: readVersion(root),
    });
    onStop(() => api.close());
    if (api.demo) {
      const leave = await startDemoPeople(api, (error) => console.error('A simulated person stumbled:', error));
      onStop(async () => leave?.());
    }
    return api;
  } catch (error) {
    throw explainListening(error, address);
  }
}

function readVersion(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
