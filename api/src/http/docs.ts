import { problem } from '@relight/shared/http/problem';
import type { Context } from 'hono';
import { z } from 'zod';
import { type App, describe, jsonSchema } from './endpoint.ts';
import type { Env } from './env.ts';
import { notFound } from './problem.ts';
import { staticFiles } from './static-files.ts';

/** The reader's files, by the name they have here. Its own start page brings a script in the page, which our policy forbids. */
const READER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Relight · HTTP interface</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="reader"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#reader',
  deepLinking: true,
  docExpansion: 'list',
  validatorUrl: null,
  persistAuthorization: false,
});
`;

/**
 * The OpenAPI document and a page to read it, without any request to elsewhere. Comes after all other routes, to know them.
 * @param readerDir where the reader's package is installed; without it there is only the document
 */
export const docsRoutes = (
  app: App,
  { version, readerDir, sessionCookie }: { version: string; readerDir: string | undefined; sessionCookie: string },
): void => {
  describe(app, {
    method: 'get',
    path: '/api/openapi.json',
    tag: 'About',
    summary: 'This document',
    answer: z.object({ openapi: z.string() }),
  });
  app.openAPIRegistry.registerComponent('schemas', 'Problem', jsonSchema(problem, 'output'));
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookie,
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });

  let document: string | undefined;
  app.get('/api/openapi.json', (c) => {
    document ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Relight · 复电',
          version,
          description:
            'Emergency response for power outages. People use a session cookie (`POST /api/session`), programs a key ' +
            '(`Authorization: Bearer KEY`). Every error has the form of `Problem`. The live socket is `GET /api/live`.',
        },
      }),
    );
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });

  const reader = readerDir === undefined ? undefined : staticFiles(readerDir);
  app.get('/api/docs', (c) => {
    if (!reader) throw notFound('The reader');
    return c.html(PAGE);
  });
  app.get('/api/docs/:file', async (c: Context<Env, '/api/docs/:file'>) => {
    const name = c.req.param('file');
    if (name === 'start.js') return c.body(START, 200, { 'Content-Type': 'text/javascript; charset=utf-8' });
    const answer = READER_FILES.includes(name) ? await reader?.answer(c, name) : undefined;
    if (!answer) throw notFound('This file');
    return answer;
  });
};
