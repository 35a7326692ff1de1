import type { Sql } from '@relight/db/connect';
import type { Position } from '@relight/shared/network/predict/predictor';

/** The newest position of a device, as stored. */
export type StoredPosition = Position & { readonly event: string };

export const readPositions = (sql: Sql, operation: string): Promise<readonly StoredPosition[]> =>
  sql<StoredPosition[]>`
    select device, event, position, commanded, extract(epoch from at)::float8 * 1000 as at
    from device_positions where operation_id = ${operation}`;

/** Those that the log has not been told of, oldest first. */
export const readUntold = (sql: Sql, operation: string, limit: number): Promise<readonly StoredPosition[]> =>
  sql<StoredPosition[]>`
    select device, event, position, commanded, extract(epoch from at)::float8 * 1000 as at
    from device_positions where operation_id = ${operation} and not told order by at, device limit ${limit}`;

/** The log knows of these, or needs not; a newer position of the same device still waits. */
export const markTold = async (sql: Sql, operation: string, told: readonly StoredPosition[]): Promise<void> => {
  await sql`
    update device_positions as known set told = true
    from unnest(${told.map(({ device }) => device)}::text[], ${told.map(({ event }) => event)}::text[]) as done (device, event)
    where operation_id = ${operation} and known.device = done.device and known.event = done.event`;
};
