import { randomUUID } from 'node:crypto';
import type { Sql } from '@relight/db/connect';
import { type CrewPosition, positions as positionsMessage } from '@relight/shared/protocol/down/positions';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Positions } from './positions.ts';

/** Every process tells the others where crews are that have told it. */
const CHANNEL = 'relight_positions';
/** PostgreSQL's limit for one notification is 7,999 bytes; a position takes at most some 200. */
const LARGEST_GROUP = 30;

const shared = z.object({
  from: z.string(),
  operation: z.string(),
  positions: positionsMessage.shape.positions,
});

export type SharedPositions = { close(): Promise<void> };

/**
 * Positions pass between processes as notifications: nothing is stored, and one that is lost is replaced by the next. A process that
 * starts later hears of a crew when it moves again.
 */
export const sharePositions = async (sql: Sql, positions: Positions, log: Logger): Promise<SharedPositions> => {
  const self = randomUUID();

  const tell = (operation: string, moved: readonly CrewPosition[]) => {
    for (let i = 0; i < moved.length; i += LARGEST_GROUP) {
      const text = JSON.stringify({ from: self, operation, positions: moved.slice(i, i + LARGEST_GROUP) });
      sql.notify(CHANNEL, text).catch((error) => log.debug({ err: error }, 'positions were not shared'));
    }
  };

  const hear = (text: string) => {
    const heard = shared.safeParse(JSON.parse(text));
    if (!heard.success || heard.data.from === self) return;
    for (const position of heard.data.positions) positions.set(heard.data.operation, position, { told: true });
  };

  positions.onOwnMoved(tell);
  const listening = await sql.listen(CHANNEL, hear);
  return { close: () => listening.unlisten() };
};
