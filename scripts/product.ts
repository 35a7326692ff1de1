import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadLimits } from '@relight/api/limits/read-limits';
import { BadParameters } from '@relight/api/prediction/parameters';
import { type Api, startApi } from '@relight/api/start';
import { PACE } from '@relight/drills/actors/pace';
import { type Address, explainListening } from './address.ts';
import { startDemoPeople } from './demo-people.ts';
import type { Environment } from './environment.ts';
import { inOneProcess } from './in-one-process.ts';
import type { OnStop } from './lifetime.ts';
import { OperatorProblem } from './operator-problem.ts';

/** Several servers on one database must not have the demo city's people twice. */
const DEMO_PEOPLE = 20_181;

/**
 * Starts everything that runs on top of an open database: the server, and with the demo city the people in it.
 * @param dashboardDir the built dashboard; undefined when something else serves it
 * @throws OperatorProblem if it cannot listen at `address`, or the parameters of prediction or the limits cannot be used
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
  const { dataDir, logLevel, trustedProxies, reportDays, demo = true } = environment;
  try {
    const api = await startApi({
      databaseUrl,
      ...address,
      dataDir,
      demo,
      demoPace: PACE,
      trustedProxies,
      reportDays,
      logLevel,
      dashboardDir,
      version: readVersion(root),
    });
    onStop(() => api.close());
    if (api.demo) {
      const onError = (error: unknown) => console.error('A simulated person stumbled:', error);
      onStop(inOneProcess({ url: databaseUrl, lock: DEMO_PEOPLE, onError }, () => startDemoPeople(api, onError)));
    }
    return api;
  } catch (error) {
    if (error instanceof BadParameters || error instanceof BadLimits) throw new OperatorProblem(error.message);
    throw explainListening(error, address);
  }
}

function readVersion(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
