import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { describeAccess } from '../auth/permissions.ts';
import type { Env } from './env.ts';
import { readBody } from './read-body.ts';
import { readQuery } from './read-query.ts';

export type App = OpenAPIHono<Env>;

type Endpoint<Body extends z.ZodType, Query extends z.ZodType, Answer extends z.ZodType> = {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** As OpenAPI writes it: /api/operations/{id}. The access table must have it too. */
  readonly path: `/api/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: Body;
  readonly query?: Query;
  /** What comes back; null for nothing (204). */
  readonly answer: Answer | null;
  readonly status?: ContentfulStatusCode;
  /** Errors beyond those that follow from what the endpoint takes, and from whom. */
  readonly problems?: Readonly<Record<number, string>>;
};

type Asked<Body extends z.ZodType, Query extends z.ZodType> = {
  readonly c: Context<Env>;
  readonly body: z.output<Body>;
  readonly query: z.output<Query>;
  /** A part of the path. */
  readonly part: (name: string) => string;
};

/**
 * One endpoint: validated on the way in, typed on the way out, and described in the OpenAPI document by the same schemas.
 *
 * The schemas are written down with zod's own converter, because the one in zod-openapi does not know custom types such as ids.
 */
export const endpoint = <
  Body extends z.ZodType = z.ZodType<undefined>,
  Query extends z.ZodType = z.ZodType<undefined>,
  Answer extends z.ZodType = z.ZodType<undefined>,
>(
  app: App,
  spec: Endpoint<Body, Query, Answer>,
  handle: (asked: Asked<Body, Query>) => Promise<z.input<Answer>> | z.input<Answer>,
): void => {
  describe(app, spec);
  const status = spec.status ?? 200;
  app.on(spec.method.toUpperCase(), spec.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
    const query = (spec.query ? readQuery(c, spec.query) : undefined) as z.output<Query>;
    const body = (spec.body ? await readBody(c, spec.body) : undefined) as z.output<Body>;
    const value = await handle({ c, body, query, part: (name) => c.req.param(name) ?? '' });
    return spec.answer === null ? c.body(null, 204) : c.json(value as object, status);
  });
};

/** Enters a route in the OpenAPI document. Routes with bodies of their own form call it by themselves. */
export const describe = (
  app: App,
  spec: Omit<Endpoint<z.ZodType, z.ZodType, z.ZodType>, 'body' | 'query'> & {
    readonly body?: z.ZodType | undefined;
    readonly query?: z.ZodType | undefined;
    readonly bodyContent?: Readonly<Record<string, { schema: object }>>;
    readonly answerType?: string;
    /** Whether a reader who has the answer already is told so. */
    readonly kept?: boolean;
  },
): void => {
  const bodyContent =
    spec.bodyContent ?? (spec.body ? { 'application/json': { schema: jsonSchema(spec.body, 'input') } } : undefined);
  const answers: Record<string, object> =
    spec.answer === null
      ? { 204: { description: 'Done.' } }
      : {
          [spec.status ?? 200]: {
            description: 'Done.',
            content: { [spec.answerType ?? 'application/json']: { schema: jsonSchema(spec.answer, 'output') } },
          },
          ...(spec.kept && { 304: { description: 'As you have it: its ETag was in If-None-Match.' } }),
        };
  const access = describeAccess(spec.method, spec.path);
  app.openAPIRegistry.registerPath({
    method: spec.method,
    path: spec.path,
    tags: [spec.tag],
    summary: spec.summary,
    description: [spec.description, access.text].filter(Boolean).join('\n\n'),
    security: access.open ? [] : [{ session: [] }, { key: [] }],
    parameters: [...pathParameters(spec.path), ...queryParameters(spec.query)] as never,
    ...(bodyContent && { requestBody: { required: true, content: bodyContent } as never }),
    responses: {
      ...answers,
      ...problemAnswers(spec.problems ?? {}, {
        body: bodyContent && (Object.keys(bodyContent).length === 1 ? 'json' : 'several'),
        query: spec.query !== undefined,
        open: access.open,
        changes: spec.method !== 'get',
      }),
    } as never,
  });
};

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = (query: z.ZodType | undefined) =>
  query instanceof z.ZodObject
    ? Object.entries(query.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
        name,
        in: 'query',
        required: !schema.safeParse(undefined).success,
        schema: jsonSchema(schema, 'input'),
        ...(schema.description && { description: schema.description }),
      }))
    : [];

const problemAnswers = (
  more: Readonly<Record<number, string>>,
  {
    body,
    query,
    open,
    changes,
  }: { body: 'json' | 'several' | undefined; query: boolean; open: boolean; changes: boolean },
) => {
  const forbidden = [!open && 'The role does not allow it.', changes && 'A page of another site asked.'].filter(
    Boolean,
  );
  const all: Record<number, string> = {
    400: body ? 'The body is not JSON, or the address is malformed.' : 'The address is malformed.',
    ...(!open && { 401: 'Nobody is signed in.' }),
    ...(forbidden.length > 0 && { 403: forbidden.join(' ') }),
    ...(body && { 408: 'The body came too slowly.', 413: 'The body is too long.' }),
    ...(body === 'json' && { 415: 'The body is not said to be JSON.' }),
    ...((body || query) && { 422: 'A member is wrong; the message names it.' }),
    503: 'The database does not answer; try again after Retry-After.',
    ...more,
  };
  return Object.fromEntries(
    Object.entries(all).map(([status, description]) => [
      status,
      { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    ]),
  );
};

export const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: describeIds });
  return plain;
};

// Ids are custom types, about which zod can say nothing.
const describeIds = ({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes;
  jsonSchema: Record<string, unknown>;
}) => {
  if (zodSchema._zod.def.type === 'custom' && jsonSchema.type === undefined) jsonSchema.type = 'string';
};
