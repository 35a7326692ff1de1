import { isHttps, type RequestHeaders } from '../http/caller.ts';
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
  if (isForeign(request.headers, request.url)) {
    throw new HttpProblem(
      403,
      'otherOrigin',
      'This came from a page of another site. Open this site’s own pages; a proxy in front must pass on Host, and send ' +
        'X-Forwarded-Proto with the scheme that the browser used.',
    );
  }
};

/** Whether a page of another site sent this: of another scheme, host or port. Also for the live socket, which browsers let any page open. */
export const isForeign = (headers: RequestHeaders, url?: string): boolean => {
  const origin = headers.get('origin');
  if (origin === null || origin === undefined) {
    const site = headers.get('sec-fetch-site') ?? 'none';
    return site !== 'same-origin' && site !== 'none';
  }
  const host = headers.get('host') ?? '';
  return !schemesHere(headers, host, url).some((scheme) => isSame(`${scheme}://${host}`, origin));
};

/** A proxy that ends https without saying so leaves one trace: the browser named no port, or that of https. */
const schemesHere = (headers: RequestHeaders, host: string, url: string | undefined): readonly string[] => {
  if (isHttps(headers, url)) return ['https'];
  const mayBeHttps = !headers.get('x-forwarded-proto') && /^(\[[^\]]*\]|[^:]*)(:443)?$/.test(host);
  return mayBeHttps ? ['http', 'https'] : ['http'];
};

/** A port that is the scheme's own may be named or not. */
const isSame = (address: string, origin: string): boolean =>
  URL.canParse(address) && URL.canParse(origin) && new URL(address).origin === new URL(origin).origin;
