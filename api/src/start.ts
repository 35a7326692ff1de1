import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { connect } from '@relight/db/connect';
import { readLeakySettings } from '@relight/db/logged-values';
import { excessiveRights } from '@relight/db/server-role';
import { REPORT_RETENTION } from '@relight/shared/rules/report-retention';
import { createApp } from './app.ts';
import { beginAccessLog } from './auth/access-log.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { readBrowserKey } from './auth/browser-key.ts';
import { createSessionCookie } from './auth/cookie.ts';
import { createKnownBrowsers } from './auth/known-browsers.ts';
import { mayUse } from './auth/permissions.ts';
import { createSessions } from './auth/sessions.ts';
import { createSetup } from './auth/setup.ts';
import { createSignInLimits } from './auth/sign-in-limits.ts';
import { thereAreUsers } from './auth/users.ts';
import { createRoster, type Roster } from './crews/roster.ts';
import { type Staffed, watchStaffed } from './crews/staffed.ts';
import { ensureDemoAccounts } from './demo/accounts.ts';
import { createDemoLifeSwitch, type DemoLifeSwitch } from './demo/life-switch.ts';
import { DEMO_OPERATION, isDemo, seedDemo } from './demo/seed.ts';
import { startEstimates } from './etr/estimates.ts';
import { createRestorationModels } from './etr/restoration-models.ts';
import { listen } from './http/listen.ts';
import { trustProxies } from './http/trusted-proxies.ts';
import { demoToken, installationId } from './installation.ts';
import { createAdmission } from './intake/admission.ts';
import { startForgetting } from './intake/forget-callers.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { readLimits } from './limits/read-limits.ts';
import { createServerLog } from './log.ts';
import { areaCache } from './networks/area-cache.ts';
import { startAreaDrawing } from './networks/area-drawing.ts';
import { type Networks, networksIn } from './networks/store.ts';
import { startClock } from './operations/clock.ts';
import { startDeadlines } from './operations/deadlines.ts';
import { createLive } from './operations/live.ts';
import { createOperations, type Operations } from './operations/operations.ts';
import { rememberLinks } from './operations/remembered-links.ts';
import { readPredictionParameters } from './prediction/parameters.ts';
import { predictionNetwork } from './prediction/prediction-network.ts';
import { createPrediction } from './prediction/service.ts';
import { createSecurityLog } from './security-log.ts';
import { watchWrites } from './watch-writes.ts';

export type ApiOptions = {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where the demo's accounts are written. */
  readonly dataDir: string;
  /** Whether an empty database is filled with the demo city, and a database that holds it shows it. */
  readonly demo: boolean;
  /** How many times as fast as in the demo city's past its simulated people work. */
  readonly demoPace?: number;
  /** Addresses and networks of the reverse proxies in front, who alone may say for whom they ask. */
  readonly trustedProxies?: readonly string[];
  /** After how many days reports forget their callers. */
  readonly reportDays?: number | undefined;
  readonly logLevel: string;
  /** The built dashboard; undefined when something else serves it. */
  readonly dashboardDir: string | undefined;
  readonly version: string;
  /** Told what a first start is doing, line by line. */
  readonly progress?: (line: string) => void;
};

export type Api = {
  readonly url: string;
  readonly port: number;
  /** Where the first administrator is made, when there is nobody yet. Works once; not for a log. */
  readonly setupUrl: string | undefined;
  /** Whether this is the demo city. */
  readonly demo: boolean;
  /** Where one click signs in the demo's people; not for a log. */
  readonly demoUrl: string | undefined;
  readonly operations: Operations;
  readonly networks: Networks;
  readonly intake: Intake;
  readonly roster: Roster;
  readonly staffed: Staffed;
  /** For the program that plays the demo's people. */
  readonly life: DemoLifeSwitch;
  close(): Promise<void>;
};

/**
 * Starts the server on a migrated database.
 * @throws the system's error if it cannot listen there (EADDRINUSE, EACCES …)
 */
export const startApi = async ({
  databaseUrl,
  host,
  port,
  dataDir,
  demo: mayDemo,
  demoPace = 1,
  trustedProxies = [],
  reportDays = REPORT_RETENTION.values.callerDays,
  logLevel,
  dashboardDir,
  version,
  progress = console.log,
}: ApiOptions): Promise<Api> => {
  const log = createServerLog(logLevel);
  const opened: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const closeOne of opened.splice(0).reverse()) await closeOne();
  };
  try {
    const parameters = await readPredictionParameters(dataDir);
    const limits = await readLimits(dataDir);
    const proxies = trustProxies(trustedProxies);
    const security = createSecurityLog(log, limits.securityLog);
    opened.push(security.close);
    const database = connect(databaseUrl);
    opened.push(() => database.close());
    const { sql, tables } = database;
    for (const right of await excessiveRights(sql)) {
      log.warn(
        { role: new URL(databaseUrl).username },
        `the server's database role ${right}: whoever takes over the server can rewrite the log. With DATABASE_OWNER_URL it could not; see docs/operations.md`,
      );
    }
    for (const setting of await readLeakySettings(sql)) {
      log.warn(
        setting,
        'the database server writes what callers said into its own log; docs/operations.md says how to stop it',
      );
    }

    const writes = watchWrites({ sql, log });
    opened.push(() => writes.close());
    const clock = await startClock({ sql, log });
    opened.push(() => clock.close());
    // Closed when the last command has been judged.
    const links = rememberLinks({ sql, dataDir, log });
    opened.push(() => links.close());

    const roster = createRoster({ tables, onError: (error) => log.warn({ err: error }, 'roster could not be read') });
    await roster.start();
    opened.push(roster.stop);

    const networks = networksIn(tables);
    const facts = async (networkVersion: string) => (await networks.open(networkVersion))?.facts ?? null;
    const operations = await createOperations({
      sql,
      log,
      security,
      limits: limits.commands,
      clock,
      directory: { network: facts, crew: roster.crew, base: (crew) => roster.crew(crew)?.base },
    });
    opened.push(() => operations.close());

    const sessions = createSessions({ sql, tables, log });
    await sessions.start();
    opened.push(() => sessions.stop());

    const found = await beginAccessLog(tables);
    if (found > 0) {
      log.warn(
        { found },
        'the log of users and keys begins here: those that were here already are entered as they were found, and who made them is not known',
      );
    }
    const demo = mayDemo
      ? await seedDemo({ database, networks, operations, onRoster: roster.refresh, progress })
      : false;
    await links.note();
    if (demo) await ensureDemoAccounts({ tables, sessions, dataDir });
    const demoLink = demo ? await demoToken(tables) : undefined;
    const setup = createSetup();
    const setupToken = (await thereAreUsers(tables)) ? undefined : setup.open();
    if (!mayDemo && (await isDemo(database))) log.info('the demo city is here, but switched off');

    const cookie = createSessionCookie(await installationId(tables));
    const authenticate = createAuthenticate({ tables, sessions, cookie });
    const live = createLive({
      operations,
      authenticate: async (request) => {
        const who = await authenticate(request);
        return who && mayUse(who.actor.role, 'GET /api/live') ? who : null;
      },
      sessions,
      writes,
      log,
      security,
      limits: limits.sockets,
      addressOf: ({ socket, headers }) =>
        proxies.callerBehind(socket.remoteAddress ?? '', headers['x-forwarded-for']?.toString()),
    });
    opened.push(() => live.close());
    const deadlines = startDeadlines({ sql, operations, log });
    opened.push(() => deadlines.close());
    const restorationModels = createRestorationModels({
      sql,
      operations,
      facts,
      paceOf: (operation) => (operation === DEMO_OPERATION ? demoPace : 1),
    });
    const estimates = startEstimates({ sql, operations, models: restorationModels, log });
    opened.push(() => estimates.close());
    const staffed = watchStaffed({
      tables,
      onError: (error) => log.warn({ err: error }, 'sessions could not be read'),
    });
    opened.push(staffed.stop);
    const life = await createDemoLifeSwitch(tables);
    const prediction = createPrediction({
      sql,
      operations,
      network: async (networkVersion) => {
        const network = await networks.open(networkVersion);
        return network ? predictionNetwork(network, parameters) : null;
      },
      parameters,
      log,
    });
    opened.push(() => prediction.stop());
    await prediction.start();
    const intake = createIntake({
      sql,
      operations,
      facts,
      waiting: prediction.wake,
      admission: createAdmission(limits.intake),
    });
    const forgetting = startForgetting({ sql, days: reportDays, log });
    opened.push(() => forgetting.close());
    const drawing = startAreaDrawing();
    opened.push(() => drawing.close());
    const drawArea = areaCache({ drawing, limits: limits.areas });
    const app = createApp({
      database,
      writes,
      dataDir,
      authenticate,
      sessions,
      cookie,
      attempts: createSignInLimits(limits.signIn),
      browsers: createKnownBrowsers(await readBrowserKey(dataDir)),
      proxies,
      limits,
      security,
      setup,
      operations,
      roster,
      intake,
      restorationModels,
      prediction,
      facts,
      networks,
      areas: async (networkVersion, asking) => {
        const network = await networks.open(networkVersion);
        return network ? (ranges) => drawArea(network.model, ranges, asking) : null;
      },
      drawArea,
      life,
      demoToken: demoLink,
      dashboardDir,
      docsDir: docsDirectory(),
      version,
      log,
    });

    const server = await listen(app.fetch, live, { host, port, limits: limits.connections, proxies });
    opened.push(() => server.close());
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}/`;
    log.info({ host, port: server.port }, 'listening');
    return {
      url,
      port: server.port,
      setupUrl: setupToken === undefined ? undefined : `${url}setup#${setupToken}`,
      demo,
      demoUrl: demoLink === undefined ? undefined : `${url}#demo=${demoLink}`,
      operations,
      networks,
      intake,
      roster,
      staffed,
      life,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The reader of the OpenAPI document comes with a package of its own. */
const docsDirectory = (): string | undefined => {
  try {
    return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  } catch {
    return undefined;
  }
};
