import type { ContentfulStatusCode } from 'hono/utils/http-status';

/**
 * An answer that is not what was asked for. Whoever finds out throws it; `handleError` is the one place that writes it. The message says
 * what is wrong and how to mend it, and holds neither secrets nor personal data.
 */
export class HttpProblem extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly details: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    { details, headers = {} }: { details?: unknown; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export const notFound = (what: string): HttpProblem => new HttpProblem(404, 'notFound', `${what} does not exist.`);

/** Comes back later: the caller did nothing wrong that waiting does not mend. */
export const tryLater = (status: 429 | 503, code: string, message: string, seconds: number): HttpProblem =>
  new HttpProblem(status, code, message, { headers: { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) } });

/** Nobody hears it, and it is no failure of ours. */
export const callerLeft = (): HttpProblem => new HttpProblem(400, 'callerLeft', 'Whoever asked has left.');
