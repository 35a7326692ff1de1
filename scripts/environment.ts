import { resolve } from 'node:path';
import { isAddressOrNetwork } from '@relight/api/http/trusted-proxies';
import { REPORT_RETENTION } from '@relight/shared/rules/report-retention';
import { z } from 'zod';
import { OperatorProblem } from './operator-problem.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What each variable must look like, in words for whoever set it. */
const schema = z.object({
  PORT: z.coerce.number('must be a number').int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().refine(isDatabaseUrl).optional(),
  DATABASE_OWNER_URL: z.string().refine(isDatabaseUrl).optional(),
  RELIGHT_DATA: z.string().min(1).default('./data'),
  RELIGHT_DEMO: z.enum(['0', '1']).optional(),
  RELIGHT_TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.string().refine(isAddressOrNetwork)))
    .optional(),
  RELIGHT_REPORT_DAYS: z.coerce.number().int().min(REPORT_RETENTION.values.leastDays).max(3_650).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});

const HOW_TO_MEND: Record<keyof z.infer<typeof schema>, string> = {
  PORT: 'a port number from 0 to 65535, 0 meaning any free one, like 8080',
  HOST: 'an address of this machine to listen on, like 127.0.0.1, or 0.0.0.0 for all of them',
  DATABASE_URL:
    'an address like postgres://user:password@host:5432/database, with special characters of the password as %XX (a % is %25); ' +
    'leave it out for the built-in database',
  DATABASE_OWNER_URL:
    'an address like DATABASE_URL, of the same database, with the role that owns the tables; or leave it out',
  RELIGHT_DATA: 'a directory that Relight may write to, like ./data',
  RELIGHT_DEMO: '1 for the demo city in an empty database, or 0 to start without it',
  RELIGHT_TRUSTED_PROXIES:
    'the addresses or networks of the reverse proxies in front, separated by commas, like 10.0.0.5, 10.1.0.0/16; leave it out without one',
  RELIGHT_REPORT_DAYS: `after how many days reports forget their callers, from ${REPORT_RETENTION.values.leastDays} to 3650, like 90`,
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')}`,
};

export type Environment = {
  readonly port: number;
  readonly host: string;
  /** Undefined: the built-in database, in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The same database for the role that makes its tables; undefined: that of `databaseUrl` does. */
  readonly databaseOwnerUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: nothing was said. */
  readonly demo: boolean | undefined;
  /** Addresses and networks of reverse proxies that are believed. */
  readonly trustedProxies: readonly string[];
  /** Undefined: as the rules have it. */
  readonly reportDays: number | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

/**
 * Reads the variables that the product knows. An empty variable counts as not set.
 * @param root what a relative RELIGHT_DATA is relative to
 * @throws OperatorProblem naming every variable that is wrong, what it must be, and what it was
 */
export function readEnvironment(variables: NodeJS.ProcessEnv, root: string): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof typeof HOW_TO_MEND));
    throw new OperatorProblem(
      [...wrong]
        .map((name) => `${name} must be ${HOW_TO_MEND[name]}. It is set to "${shown(name, set[name])}".`)
        .join('\n'),
    );
  }
  if (parsed.data.DATABASE_OWNER_URL !== undefined && parsed.data.DATABASE_URL === undefined) {
    throw new OperatorProblem(
      'DATABASE_OWNER_URL is set, but DATABASE_URL is not: set both, or neither for the built-in database.',
    );
  }
  const {
    PORT,
    HOST,
    DATABASE_URL,
    DATABASE_OWNER_URL,
    RELIGHT_DATA,
    RELIGHT_DEMO,
    RELIGHT_TRUSTED_PROXIES,
    RELIGHT_REPORT_DAYS,
    LOG_LEVEL,
  } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    databaseOwnerUrl: DATABASE_OWNER_URL,
    dataDir: resolve(root, RELIGHT_DATA),
    demo: RELIGHT_DEMO === undefined ? undefined : RELIGHT_DEMO === '1',
    trustedProxies: RELIGHT_TRUSTED_PROXIES ?? [],
    reportDays: RELIGHT_REPORT_DAYS,
    logLevel: LOG_LEVEL,
  };
}

function isDatabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, pathname } = new URL(text);
  return (
    ['postgres:', 'postgresql:'].includes(protocol) && hostname !== '' && isDecodable(username, password, pathname)
  );
}

/** The driver takes "%" for the start of an escaped character; one that stands for itself is no escape. */
function isDecodable(...parts: readonly string[]): boolean {
  try {
    parts.map(decodeURIComponent);
    return true;
  } catch {
    return false;
  }
}

/** A password must not reach a terminal or a log. */
function shown(name: string, value: string | undefined): string {
  return name.startsWith('DATABASE_') ? (value ?? '').replace(/:[^:@/]*@/, ':…@') : (value ?? '');
}
