import type { Sql } from '@relight/db/connect';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import { stateVersion } from '@relight/shared/operation/state-version';

/** A snapshot is made whenever the log has passed a multiple of this. */
export const SNAPSHOT_EVERY = 500;

/** The newest stored state at or before `seq`, or the initial one. */
export const readSnapshot = async (sql: Sql, operation: string, seq = 2 ** 31 - 1): Promise<OperationState> => {
  const [row] = await sql<{ state: OperationState }[]>`
    select state from snapshots
    where operation_id = ${operation} and state_version = ${stateVersion()} and seq <= ${seq}
    order by seq desc limit 1`;
  return row?.state ?? initialState;
};

export const writeSnapshot = async (sql: Sql, operation: string, state: OperationState): Promise<void> => {
  await sql`
    insert into snapshots (operation_id, seq, state_version, state)
    values (${operation}, ${state.seq}, ${stateVersion()}, ${JSON.stringify(state)}::text::json)
    on conflict do nothing`;
};
