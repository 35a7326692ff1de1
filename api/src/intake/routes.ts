import { MAX_METER_EVENTS, meterEvent } from '@relight/shared/http/meter-events';
import { type IntakeAnswer, intakeAnswer, MAX_REPORTS, troubleReport } from '@relight/shared/http/reports';
import { MAX_SCADA_EVENTS, scadaEvent } from '@relight/shared/http/scada-events';
import { must } from '@relight/shared/must';
import type { z } from 'zod';
import { type App, describe, jsonSchema } from '../http/endpoint.ts';
import { readText } from '../http/read-body.ts';
import type { Intake } from './intake.ts';
import { type Line, parseLines } from './parse-lines.ts';

type Door = {
  readonly path: 'reports' | 'meter-events' | 'scada-events';
  readonly summary: string;
  readonly says: string;
  readonly schema: z.ZodType;
  readonly maxBytes: number;
  readonly most: number;
  readonly take: (operation: string, lines: readonly Line[], sender: string) => Promise<IntakeAnswer>;
};

export const intakeRoutes = (app: App, { intake }: { intake: Intake }): void => {
  const doors: readonly Door[] = [
    {
      path: 'reports',
      summary: 'Trouble reports: one, many, or one on each line',
      says:
        'A report has a `servicePoint` of the operation’s network, or `lon` and `lat`. `known` says which callers are inside an outage ' +
        'that is known already, and what to tell them.',
      schema: troubleReport,
      maxBytes: 16_000_000,
      most: MAX_REPORTS,
      take: intake.take,
    },
    {
      path: 'meter-events',
      summary: 'Meter events: one, many, or one on each line',
      says:
        'What a meter, or the head end that asked it, says about the supply of its `servicePoint`. `asked` says that it was asked: if nothing ' +
        'is heard of it for three minutes, it counts as `noResponse`.',
      schema: meterEvent,
      maxBytes: 8_000_000,
      most: MAX_METER_EVENTS,
      take: intake.takeMeterEvents,
    },
    {
      path: 'scada-events',
      summary: 'Switch positions from telemetry: one, many, or one on each line',
      says:
        'The newest position of each device, by `at`, is what holds; older ones are kept and change nothing. An opening that nobody ' +
        '`commanded` is an outage.',
      schema: scadaEvent,
      maxBytes: 4_000_000,
      most: MAX_SCADA_EVENTS,
      take: intake.takeScadaEvents,
    },
  ];

  for (const { path, summary, says, schema, maxBytes, most, take } of doors) {
    const one = jsonSchema(schema, 'input');
    describe(app, {
      method: 'post',
      path: `/api/operations/{id}/${path}`,
      tag: 'Intake',
      summary,
      description:
        'A JSON object, an array of them, or NDJSON. Each line is judged by itself: the others of the same request are taken. ' +
        'The answer comes when they are on disk. The same `id` again is a duplicate and changes nothing. ' +
        says,
      bodyContent: {
        'application/json': { schema: { oneOf: [one, { type: 'array', items: one }] } },
        'application/x-ndjson': { schema: { type: 'string' } },
      },
      answer: intakeAnswer,
      problems: {
        404: 'There is no such operation.',
        408: 'The body came too slowly, and nothing was taken; send it again, in smaller pieces.',
        413: 'Too many at once.',
        415: 'The body is compressed; send it as it is.',
        429: 'Too many under way, and nothing was taken; send the same again after Retry-After.',
        503: 'The network model or the database cannot be read; send the same again after Retry-After.',
      },
    });
    app.post(`/api/operations/:id/${path}`, (c) => {
      const sender = must(c.get('who'), 'who sends').actor.id;
      return intake.admission.body(sender, async (arrived) => {
        const text = await readText(c, maxBytes, arrived);
        const lines = await parseLines(text, c.req.header('content-type') ?? '', most);
        return c.json(await take(c.req.param('id'), lines, sender), 200);
      });
    });
  }
};
