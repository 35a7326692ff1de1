import type { Database } from '@relight/db/connect';
import { must } from '@relight/shared/must';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { createKey, listKeys, type MachineKey, revokeKey } from './keys.ts';
import type { Sessions } from './sessions.ts';

const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.literal('intake'),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
});

const rowOf = ({ id, name, createdAt, revokedAt }: MachineKey): z.input<typeof keyRow> => ({
  id,
  name,
  role: 'intake',
  createdAt: createdAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
});

const TAG = 'Machine keys';

/** Keys of programs that send reports. A key is shown once, when it is made. */
export const keyRoutes = (
  app: App,
  { database: { tables }, sessions, log }: { database: Pick<Database, 'tables'>; sessions: Sessions; log: Logger },
): void => {
  endpoint(
    app,
    { method: 'get', path: '/api/keys', tag: TAG, summary: 'All machine keys', answer: z.array(keyRow) },
    async () => (await listKeys(tables)).map(rowOf),
  );

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/keys',
      tag: TAG,
      summary: 'Create a machine key',
      description: 'The answer is the only place where the key ever appears.',
      body: z.strictObject({ name: z.string().overwrite(withoutBidiControls).trim().min(1).max(100) }),
      answer: keyRow.extend({ key: z.string() }),
      status: 201,
    },
    async ({ c, body: { name } }) => {
      const by = must(c.get('who'), 'administrator').actor.id;
      const { key, record } = await createKey(tables, { name, role: 'intake', by });
      log.info({ by, key: record.id }, 'machine key created');
      return { ...rowOf(record), key };
    },
  );

  endpoint(
    app,
    {
      method: 'delete',
      path: '/api/keys/{id}',
      tag: TAG,
      summary: 'Revoke a machine key',
      answer: null,
      problems: { 404: 'There is no such key.' },
    },
    async ({ c, part }) => {
      const by = must(c.get('who'), 'administrator').actor.id;
      await revokeKey(tables, part('id'), by);
      await sessions.announce([part('id')]);
      log.info({ by, key: part('id') }, 'machine key revoked');
      return undefined;
    },
  );
};
