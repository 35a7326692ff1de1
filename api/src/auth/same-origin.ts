import { HttpProblem } from '../http/problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page could make a browser send with our cookie. Browsers add `Origin` to every request that changes
 * something; other programs, which have no cookie of ours unless they signed in themselves, need not. Keys are not sent by browsers on
 * their own.
 * @throws HttpProblem 403
 */
export const requireSameOrigin = (request: Request): void => {
  if (SAFE.has(request.method) || request.headers.has('authorization')) return;
  if (isForeign(request.headers)) {
    throw new HttpProblem(
      403,
      'otherOrigin',
      'This came from a page of another site. Open this site’s own pages; a proxy in front must pass the Host header on.',
    );
  }
};

/** Whether a page of another site sent this; also for the live socket, which browsers let any page open. */
export const isForeign = (headers: { get(name: string): string | null }): boolean => {
  const origin = headers.get('origin');
  if (origin === null) {
    const site = headers.get('sec-fetch-site');
    return site !== null && site !== 'same-origin' && site !== 'none';
  }
  return hostOf(origin) !== headers.get('host')?.toLowerCase();
};

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};
