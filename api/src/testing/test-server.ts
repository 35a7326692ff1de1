import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { connect } from '@relight/db/connect';
import { users } from '@relight/db/schema/people';
import { bases, certificates, crewMembers, crews, vehicles } from '@relight/db/schema/roster';
import { createTestDatabase } from '@relight/db/testing';
import type { Role } from '@relight/shared/operation/vocabulary';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import { pino } from 'pino';
import { createApp } from '../app.ts';
import { beginAccessLog } from '../auth/access-log.ts';
import { createAuthenticate } from '../auth/authenticate.ts';
import { createSessionCookie } from '../auth/cookie.ts';
import { createKey } from '../auth/keys.ts';
import { createKnownBrowsers } from '../auth/known-browsers.ts';
import { hashPassword } from '../auth/passwords.ts';
import { createSessions } from '../auth/sessions.ts';
import { createSetup } from '../auth/setup.ts';
import { createSignInLimits } from '../auth/sign-in-limits.ts';
import { requireUser } from '../auth/users.ts';
import { verifyAccess } from '../auth/verify-access.ts';
import { createRoster } from '../crews/roster.ts';
import { createDemoLifeSwitch } from '../demo/life-switch.ts';
import { createRestorationModels } from '../etr/restoration-models.ts';
import { trustProxies } from '../http/trusted-proxies.ts';
import { demoToken, installationId } from '../installation.ts';
import { createAdmission } from '../intake/admission.ts';
import { createIntake } from '../intake/intake.ts';
import { LIMITS, type Limits } from '../limits/limits.ts';
import { networksIn } from '../networks/store.ts';
import { type Clock, machineClock } from '../operations/clock.ts';
import { createOperations } from '../operations/operations.ts';
import { isIntact } from '../operations/verify.ts';
import { predictionNetwork } from '../prediction/prediction-network.ts';
import { createPrediction } from '../prediction/service.ts';
import type { SecurityLog } from '../security-log.ts';
import { watchWrites } from '../watch-writes.ts';
import { describedStatuses } from './described-statuses.ts';
import { atNoon, testNetwork } from './test-network.ts';

export const PASSWORD = 'correct horse battery';
export const HOST = 'localhost:8080';
const PEOPLE = ['viewer', 'wall', 'dispatcher', 'crew', 'manager', 'admin'] as const satisfies readonly Role[];
export type Person = (typeof PEOPLE)[number];

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** The whole application on a database of its own, without a port, with one user of each role and the operation `op`. */
export const startTestServer = async ({
  demo = false,
  people = true,
  limits = LIMITS,
  trustedProxies = [],
  clock = machineClock,
}: {
  demo?: boolean;
  people?: boolean;
  limits?: Limits;
  trustedProxies?: readonly string[];
  clock?: Clock;
} = {}) => {
  const refused: Parameters<SecurityLog['refused']>[0][] = [];
  const security: SecurityLog = { refused: (it) => void refused.push(it), close: () => {} };
  const log = pino({ level: 'silent' });
  const database = await createTestDatabase();
  const { sql, tables } = database;
  await writeRoster(tables);
  if (people) await writePeople(tables);

  const roster = createRoster({ tables, onError: () => {} });
  await roster.refresh();
  const network = async (version: string) => (version === 'test-1' ? testNetwork : null);
  const facts = async (version: string) => (await network(version))?.facts ?? null;
  const operations = await createOperations({
    sql,
    log,
    security,
    clock,
    limits: limits.commands,
    directory: { network: facts, crew: roster.crew, base: (crew) => roster.crew(crew)?.base },
  });
  await operations.create({ id: 'op', kind: 'live', name: { zh: '试验', en: 'Test' }, network: 'test-1' });
  await operations.create({ id: 'bare', kind: 'live', name: { zh: '无网', en: 'Bare' }, network: null });
  const sessions = createSessions({ sql, tables, log });
  await sessions.start();
  const setup = createSetup();
  const parameters = PREDICTION_PARAMETERS;
  const prediction = createPrediction({
    sql,
    operations,
    network: async (version) => (version === 'test-1' ? predictionNetwork(testNetwork, parameters, atNoon) : null),
    parameters,
    log,
  });
  const life = await createDemoLifeSwitch(tables);
  const sessionCookie = createSessionCookie(await installationId(tables));
  const authenticate = createAuthenticate({ tables, sessions, cookie: sessionCookie });
  const stored = networksIn(tables);
  const writes = watchWrites({ sql, log });
  const app = createApp({
    database,
    writes,
    dataDir: tmpdir(),
    authenticate,
    sessions,
    cookie: sessionCookie,
    attempts: createSignInLimits(limits.signIn),
    browsers: createKnownBrowsers(randomBytes(32)),
    proxies: trustProxies(trustedProxies),
    limits,
    security,
    setup,
    operations,
    roster,
    intake: createIntake({
      sql,
      operations,
      facts,
      waiting: prediction.wake,
      admission: createAdmission(limits.intake),
    }),
    restorationModels: createRestorationModels({ sql, operations, facts, relearnMs: 0 }),
    prediction,
    facts,
    networks: { ...stored, open: async (version) => (await network(version)) ?? stored.open(version) },
    areas: async () => null,
    life,
    demoToken: demo ? await demoToken(tables) : undefined,
    dashboardDir: undefined,
    docsDir: undefined,
    version: '0.0.0',
    log,
  });
  const { key } = await createKey(tables, { name: 'test', role: 'intake', by: null });
  const cookies = new Map<Person, string>();
  const requireDescribed = describedStatuses(app);

  /** A request as a browser or a program at `from` makes it. */
  const request = async (
    path: string,
    {
      as,
      from = '127.0.0.1',
      json,
      headers = {},
      ...init
    }: Omit<RequestInit, 'headers'> & {
      as?: Person | 'intake' | undefined;
      from?: string;
      json?: unknown;
      headers?: Record<string, string>;
    } = {},
  ): Promise<Response> => {
    const all: Record<string, string> = { host: HOST, ...headers };
    if (as === 'intake') all.authorization ??= `Bearer ${key}`;
    else if (as) all.cookie ??= await cookieOf(as);
    if (json !== undefined) all['content-type'] ??= 'application/json';
    const body = json === undefined ? init.body : JSON.stringify(json);
    const method = init.method ?? (body === undefined || body === null ? 'GET' : 'POST');
    const response = await app.request(
      path,
      { ...init, method, headers: all, ...(body !== undefined && { body }) } as RequestInit,
      { incoming: { socket: { remoteAddress: from } } } as never,
    );
    requireDescribed(method, path, response.status);
    return response;
  };

  const cookieOf = async (person: Person): Promise<string> => {
    const known = cookies.get(person);
    if (known) return known;
    const { passwordHash } = await requireUser(tables, `usr_${person}`);
    const opened = await sessions.open({ id: `usr_${person}`, role: person, passwordHash });
    const cookie = `${sessionCookie.name}=${opened?.token}`;
    cookies.set(person, cookie);
    return cookie;
  };

  return {
    app,
    refused,
    database,
    authenticate,
    sessions,
    setup,
    operations,
    roster,
    prediction,
    facts,
    life,
    key,
    demoToken: () => demoToken(tables),
    request,
    cookieOf,
    forgetCookies: () => cookies.clear(),
    async close() {
      await requireNoted(database.url);
      await prediction.stop();
      await writes.close();
      await sessions.stop();
      await operations.close();
      await database.drop();
    },
  };
};

type Tables = Awaited<ReturnType<typeof createTestDatabase>>['tables'];

const writePeople = async (tables: Tables): Promise<void> => {
  const passwordHash = await hashPassword(PASSWORD);
  await tables.insert(users).values(
    PEOPLE.map((role) => ({
      id: `usr_${role}`,
      username: role,
      nameZh: '某人',
      nameEn: 'Somebody',
      role,
      crewId: role === 'crew' ? 'crew_one' : null,
      passwordHash,
      demo: true,
    })),
  );
  await beginAccessLog(tables);
};

/** Whatever a test has had the server do: no user and no key became otherwise without an event in their log. */
const requireNoted = async (url: string): Promise<void> => {
  // A connection of its own: a test may have cut the others.
  const own = connect(url, { connections: 1 });
  const finding = await verifyAccess(own).finally(own.close);
  if (!isIntact(finding)) throw new Error(`the log of users and keys: ${JSON.stringify(finding)}`);
};

const writeRoster = async (tables: Tables): Promise<void> => {
  await tables.insert(bases).values({ id: 'base', nameZh: '站', nameEn: 'Base', lon: 120.05, lat: 30 });
  const ids = ['crew_one', 'crew_two'];
  await tables.insert(vehicles).values(ids.map((id) => ({ id: `v_${id}`, plate: id, kindZh: '车', kindEn: 'Truck' })));
  await tables.insert(crews).values(
    ids.map((id) => ({
      id,
      nameZh: id,
      nameEn: id,
      kind: 'repair' as const,
      baseId: 'base',
      vehicleId: `v_${id}`,
      shiftStartHour: 8,
      shiftEndHour: 20,
    })),
  );
  const members = ids.flatMap((crewId) => [1, 2].map((n) => ({ id: `${crewId}_${n}`, crewId, first: n === 1 })));
  await tables.insert(crewMembers).values(
    members.map(({ id, crewId, first }) => ({
      id,
      crewId,
      nameZh: `成员${id}`,
      nameEn: `Member ${id}`,
      role: first ? ('responsible' as const) : ('member' as const),
    })),
  );
  await tables.insert(certificates).values(
    members.map(({ id }) => ({
      memberId: id,
      kind: 'highVoltage' as const,
      number: `T-${id}`,
      validFrom: '2020-01-01',
      validUntil: '2099-01-01',
    })),
  );
};
