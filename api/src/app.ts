import { OpenAPIHono } from '@hono/zod-openapi';
import type { Database } from '@relight/db/connect';
import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Logger } from 'pino';
import type { Authenticate } from './auth/authenticate.ts';
import type { SessionCookie } from './auth/cookie.ts';
import { guard } from './auth/guard.ts';
import { keyRoutes } from './auth/key-routes.ts';
import type { KnownBrowsers } from './auth/known-browsers.ts';
import { sessionRoutes } from './auth/session-routes.ts';
import type { Sessions } from './auth/sessions.ts';
import { type Setup, setupRoutes } from './auth/setup.ts';
import type { SignInAttempts } from './auth/sign-in-limits.ts';
import { userRoutes } from './auth/user-routes.ts';
import type { Roster } from './crews/roster.ts';
import { listImportantCustomers } from './customers/important-customers.ts';
import type { DemoLifeSwitch } from './demo/life-switch.ts';
import { demoRoutes } from './demo/routes.ts';
import { commandRoutes } from './desk/command-routes.ts';
import type { DrawArea } from './desk/incident-geojson.ts';
import { readRoutes } from './desk/read-routes.ts';
import type { RestorationModels } from './etr/restoration-models.ts';
import { etrRoutes } from './etr/routes.ts';
import { remoteAddress } from './http/caller.ts';
import { compressReads } from './http/compress-reads.ts';
import { dashboard } from './http/dashboard.ts';
import { docsRoutes } from './http/docs.ts';
import type { App } from './http/endpoint.ts';
import type { Env } from './http/env.ts';
import { answerProblem, handleError } from './http/handle-error.ts';
import { healthRoutes } from './http/health.ts';
import { liveDescription } from './http/live-description.ts';
import { notFound } from './http/problem.ts';
import { secureHeaders } from './http/secure-headers.ts';
import type { TrustedProxies } from './http/trusted-proxies.ts';
import type { Intake } from './intake/intake.ts';
import { intakeRoutes } from './intake/routes.ts';
import type { Limits } from './limits/limits.ts';
import type { AreaCache, Asking } from './networks/area-cache.ts';
import { networkRoutes } from './networks/routes.ts';
import type { Networks } from './networks/store.ts';
import type { Operations } from './operations/operations.ts';
import { askingRoutes } from './prediction/asking-routes.ts';
import { evidenceRoutes } from './prediction/evidence-routes.ts';
import { placesRoutes } from './prediction/places-routes.ts';
import type { Prediction } from './prediction/service.ts';
import type { SecurityLog } from './security-log.ts';
import { switchingRoutes } from './switching/routes.ts';
import type { Writes } from './watch-writes.ts';

export type AppDependencies = {
  readonly database: Pick<Database, 'sql' | 'tables'>;
  readonly writes: Writes;
  /** Whose free space health tells of. */
  readonly dataDir?: string;
  readonly authenticate: Authenticate;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly attempts: SignInAttempts;
  readonly browsers: KnownBrowsers;
  readonly proxies: TrustedProxies;
  readonly setup: Setup;
  readonly operations: Operations;
  readonly roster: Roster;
  readonly intake: Intake;
  readonly restorationModels: RestorationModels;
  readonly prediction: Pick<Prediction, 'idle' | 'metersToAsk'>;
  /** What the rules may ask of a network version; null if there is no such version. */
  readonly facts: (version: string) => Promise<NetworkFacts | null>;
  /** How to draw the area that sections of a network version supply. */
  readonly areas: (version: string, asking: Asking) => Promise<DrawArea | null>;
  readonly drawArea?: AreaCache;
  readonly networks: Networks;
  readonly life: DemoLifeSwitch;
  /** The secret of the link that signs in the demo's people; undefined where this is not the demo. */
  readonly demoToken: string | undefined;
  readonly dashboardDir: string | undefined;
  readonly docsDir: string | undefined;
  readonly version: string;
  readonly log: Logger;
  readonly security: SecurityLog;
  readonly limits: Limits;
};

/** Everything over HTTP, without a port: tests call `app.request(…)`. */
export const createApp = (dependencies: AppDependencies): App => {
  const { database, dashboardDir, docsDir, version, log, limits, proxies } = dependencies;
  const app: App = new OpenAPIHono<Env>();
  app.onError(handleError(log));
  app.notFound((c) => answerProblem(c, notFound('This address')));
  app.use(secureHeaders);
  app.use('/api/*', compressReads);
  app.use('/api/*', (c, next) => {
    c.set('bodies', limits.bodies);
    c.set('from', proxies.callerBehind(remoteAddress(c), c.req.header('x-forwarded-for')));
    return next();
  });
  app.use('/api/*', guard(dependencies));

  healthRoutes(app, dependencies);
  sessionRoutes(app, dependencies);
  setupRoutes(app, dependencies);
  readRoutes(app, { ...dependencies, importantCustomers: () => listImportantCustomers(database.tables) });
  commandRoutes(app, dependencies);
  intakeRoutes(app, dependencies);
  evidenceRoutes(app, dependencies);
  placesRoutes(app, dependencies);
  askingRoutes(app, dependencies);
  switchingRoutes(app, dependencies);
  etrRoutes(app, { ...dependencies, sql: database.sql });
  userRoutes(app, dependencies);
  keyRoutes(app, dependencies);
  demoRoutes(app, dependencies);
  liveDescription(app);
  app.route('/', networkRoutes(dependencies));
  docsRoutes(app, { version, readerDir: docsDir, sessionCookie: dependencies.cookie.name });
  if (dashboardDir !== undefined) app.on(['GET', 'HEAD', 'POST'], '/*', dashboard(dashboardDir));
  return app;
};
