import { DEMO_PAUSERS } from '@relight/shared/http/session';
import { PERMITTED } from '@relight/shared/operation/authorize';
import { ROLES, type Role } from '@relight/shared/operation/vocabulary';

/** Who may use a route: everybody, or the signed-in with one of these roles. */
export type Access = 'everybody' | readonly Role[];

const PEOPLE = ['viewer', 'wall', 'dispatcher', 'crew', 'manager', 'admin'] as const;
const ADMIN = ['admin'] as const;
const REPORTERS = ['intake', 'dispatcher', 'manager'] as const;
const COMMANDERS = ROLES.filter(
  (role) => role !== 'system' && Object.values(PERMITTED).some((permitted) => permitted.includes(role)),
);

/**
 * The one place that decides who may use what. A route that is not here cannot be reached, whoever wrote a handler for it. Which orders
 * a role may give, and a crew for whom, is decided by `authorize` in shared/operation, for this interface and the socket alike.
 */
export const ACCESS = {
  'GET /api/health': 'everybody',
  'GET /api/openapi.json': 'everybody',
  'GET /api/docs': 'everybody',
  'GET /api/docs/{file}': 'everybody',

  'GET /api/session': PEOPLE,
  'POST /api/session': 'everybody',
  'DELETE /api/session': 'everybody',
  'GET /api/session/demo': 'everybody',
  'POST /api/session/demo': 'everybody',
  'POST /api/session/password': PEOPLE.filter((role) => role !== 'wall'),
  'POST /api/setup': 'everybody',

  'GET /api/operations': [...PEOPLE, 'intake'],
  'POST /api/operations/{id}/commands': COMMANDERS,
  'GET /api/operations/{id}/events': PEOPLE,
  'GET /api/operations/{id}/state': PEOPLE,
  'GET /api/operations/{id}/totals': PEOPLE,
  'GET /api/operations/{id}/incidents': PEOPLE,
  'GET /api/operations/{id}/incidents.geojson': PEOPLE,
  'GET /api/operations/{id}/crews': PEOPLE,
  'GET /api/operations/{id}/dispatches': PEOPLE,
  'GET /api/operations/{id}/timeline': PEOPLE,
  'GET /api/operations/{id}/important-customers': PEOPLE.filter((role) => role !== 'viewer'),
  'GET /api/operations/{id}/trace': PEOPLE,
  'GET /api/operations/{id}/incidents/{incident}/evidence': PEOPLE,
  'GET /api/operations/{id}/incidents/{incident}/places': PEOPLE,
  'GET /api/operations/{id}/meters-to-ask': [...PEOPLE, 'intake'],
  'GET /api/operations/{id}/incidents/{incident}/restoration-plans': PEOPLE,
  'GET /api/operations/{id}/incidents/{incident}/switching-plan': PEOPLE,
  'GET /api/operations/{id}/incidents/{incident}/normal-state': PEOPLE,
  'GET /api/operations/{id}/etr-accuracy': PEOPLE,
  'POST /api/operations/{id}/reports': REPORTERS,
  'POST /api/operations/{id}/meter-events': ['intake'],
  'POST /api/operations/{id}/scada-events': ['intake'],
  'GET /api/live': PEOPLE,

  'GET /api/networks': PEOPLE,
  'GET /api/networks/{version}': PEOPLE,
  'GET /api/networks/{version}/tiles/{z}/{x}/{y}': PEOPLE,
  'GET /api/networks/{version}/base.geojson': PEOPLE,
  'GET /api/networks/{version}/areas/{ranges}': PEOPLE,
  'GET /api/networks/{version}/devices/near': PEOPLE,
  'GET /api/networks/{version}/elements/near': PEOPLE,
  'GET /api/networks/{version}/devices/{id}': PEOPLE,
  'GET /api/networks/{version}/search': PEOPLE,

  'GET /api/users': ADMIN,
  'POST /api/users': ADMIN,
  'PATCH /api/users/{id}': ADMIN,
  'POST /api/users/{id}/password': ADMIN,
  'DELETE /api/users/{id}/sessions': ADMIN,
  'GET /api/keys': ADMIN,
  'POST /api/keys': ADMIN,
  'DELETE /api/keys/{id}': ADMIN,

  'GET /api/demo': PEOPLE,
  'POST /api/demo': DEMO_PAUSERS,
} as const satisfies Readonly<Record<string, Access>>;

export type Route = keyof typeof ACCESS;

export const mayUse = (role: Role, route: Route): boolean => {
  const access: Access = ACCESS[route];
  return access === 'everybody' || access.includes(role);
};

export type Found =
  | { readonly found: 'route'; readonly route: string; readonly access: Access }
  | { readonly found: 'otherMethod'; readonly allow: readonly string[] }
  | { readonly found: 'nothing' };

/** The entry of the table that a request falls under. HEAD asks like GET. */
export const findAccess = (method: string, path: string): Found => {
  const asked = method === 'HEAD' ? 'GET' : method;
  const here = COMPILED.filter(({ pattern }) => pattern.test(path));
  const match = here.find((entry) => entry.method === asked);
  if (match) return { found: 'route', route: match.route, access: match.access };
  return here.length > 0
    ? { found: 'otherMethod', allow: [...new Set(here.map((entry) => entry.method))] }
    : { found: 'nothing' };
};

// A fixed part of a path goes before a variable one: /operations/{id} must not swallow what stands beside it.
const COMPILED = Object.entries(ACCESS as Readonly<Record<string, Access>>)
  .map(([route, access]) => {
    const [method = '', path = ''] = route.split(' ');
    const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    return { route, method, access, pattern, variables: path.split('{').length };
  })
  .sort((a, b) => a.variables - b.variables);

/** For the OpenAPI document. */
export const describeAccess = (method: string, path: string): { readonly open: boolean; readonly text: string } => {
  const access = (ACCESS as Readonly<Record<string, Access>>)[`${method.toUpperCase()} ${path}`];
  if (access === undefined) throw new Error(`${method} ${path} is missing from the access table`);
  return access === 'everybody'
    ? { open: true, text: 'Open to everybody.' }
    : { open: false, text: `Roles: ${access.join(', ')}.` };
};
