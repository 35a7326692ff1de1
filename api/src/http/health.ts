import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { problemOf } from '../database-trouble.ts';
import type { Writes } from '../watch-writes.ts';
import { type App, endpoint } from './endpoint.ts';

const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  database: z.literal('ok'),
  diskFreeBytes: z.number().optional().describe('free space where RELIGHT_DATA is, and with it the built-in database'),
});

type Dependencies = {
  readonly writes: Pick<Writes, 'prove'>;
  readonly version: string;
  readonly dataDir?: string | undefined;
};

export const healthRoutes = (app: App, { writes, version, dataDir }: Dependencies): void =>
  endpoint(
    app,
    {
      method: 'get',
      path: '/api/health',
      tag: 'About',
      summary: 'Whether the server can serve',
      description: 'Proves that the database takes writes, by writing.',
      answer: health,
      problems: { 503: 'It cannot; `code` says why, like databaseAway, databaseFull, databaseReadOnly.' },
    },
    async () => {
      const trouble = await writes.prove();
      if (trouble !== null) throw problemOf(trouble);
      const diskFreeBytes = dataDir === undefined ? undefined : await freeBytes(dataDir);
      return {
        status: 'ok' as const,
        version,
        database: 'ok' as const,
        ...(diskFreeBytes !== undefined && { diskFreeBytes }),
      };
    },
  );

const freeBytes = (directory: string): Promise<number | undefined> =>
  statfs(directory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
