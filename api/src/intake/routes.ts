import { intakeAnswer, troubleReport } from '@relight/shared/http/reports';
import type { z } from 'zod';
import { type App, describe, jsonSchema } from '../http/endpoint.ts';
import { readText } from '../http/read-body.ts';
import type { Intake } from './intake.ts';
import { parseLines } from './parse-lines.ts';

const MAX_INTAKE_BYTES = 16_000_000;

export const intakeRoutes = (app: App, { intake }: { intake: Intake }): void => {
  const one = jsonSchema(troubleReport, 'input');
  describe(app, {
    method: 'post',
    path: '/api/operations/{id}/reports',
    tag: 'Intake',
    summary: 'Trouble reports: one, many, or one on each line',
    description:
      'A JSON object, an array of them, or NDJSON. Each report is judged by itself: the others of the same request are taken. ' +
      'The answer comes when they are on disk. The same `id` again is a duplicate and changes nothing. ' +
      'A report has a `servicePoint` of the operation’s network, or `lon` and `lat`.',
    bodyContent: {
      'application/json': { schema: { oneOf: [one, { type: 'array', items: one }] } },
      'application/x-ndjson': { schema: { type: 'string' } },
    },
    answer: intakeAnswer,
    problems: {
      404: 'There is no such operation.',
      413: 'Too many at once.',
      429: 'Too many under way; send the same again after Retry-After.',
    },
  });
  app.post('/api/operations/:id/reports', async (c) => {
    const text = await readText(c, MAX_INTAKE_BYTES);
    const lines = parseLines(text, c.req.header('content-type') ?? '');
    return c.json((await intake.take(c.req.param('id'), lines)) satisfies z.infer<typeof intakeAnswer>, 200);
  });
};
