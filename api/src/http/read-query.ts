import type { Context } from 'hono';
import { z } from 'zod';
import type { Env } from './env.ts';
import { check } from './read-body.ts';

/** The query of a request, checked against its schema; a parameter given twice counts by its last value. */
export const readQuery = <Schema extends z.ZodType>(c: Context<Env>, schema: Schema): z.output<Schema> =>
  check(schema, Object.fromEntries(new URL(c.req.url).searchParams));

/** A whole number in a query, within bounds. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
