import { problem } from '@relight/shared/http/problem';
import type { z } from 'zod';

/** What the server, or the way to it, said instead of an answer. `status` 0: no answer came. */
export class RequestFailed extends Error {
  readonly status: number;
  readonly code: string;
  /** In how many seconds it is worth trying again, if the server said so. */
  readonly retryAfterS: number | null;
  constructor(status: number, code: string, message: string, retryAfterS: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

export type RequestOptions = {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One request to the server. Its answer is checked here and nowhere else. */
export const request = async <Answer>(
  schema: z.ZodType<Answer>,
  path: string,
  { method = 'GET', body, headers = {} }: RequestOptions = {},
): Promise<Answer> => {
  const init: RequestInit = { method, headers: { ...headers, accept: 'application/json' } };
  if (body !== undefined) {
    init.headers = { ...headers, accept: 'application/json', 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch((reason: unknown) => {
    throw new RequestFailed(0, 'unreachable', String(reason));
  });
  const text = await response.text();
  if (!response.ok) throw failure(response, text);
  const read = schema.safeParse(text === '' ? undefined : json(text));
  if (!read.success) throw new RequestFailed(response.status, 'unreadable', read.error.message);
  return read.data;
};

const failure = ({ status, headers }: Response, text: string): RequestFailed => {
  const read = problem.safeParse(json(text));
  const retryAfterS = Number(headers.get('retry-after') ?? Number.NaN);
  return new RequestFailed(
    status,
    read.success ? read.data.error.code : 'failed',
    read.success ? read.data.error.message : `HTTP ${status}`,
    Number.isFinite(retryAfterS) ? retryAfterS : null,
  );
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
