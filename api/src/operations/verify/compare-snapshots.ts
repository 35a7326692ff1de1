import type { OperationState } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import { stateVersion } from '@relight/shared/operation/state-version';
import type { TransactionSql } from 'postgres';

/** The stored states of one operation that today's rules would use, beside those that the log comes to. */
export type Snapshots = {
  /** The state that the log has left at an event. */
  pass(seq: number, state: OperationState): void;
  /** After the last event. */
  compare(): Promise<readonly string[]>;
};

export const snapshotsOf = async (tx: TransactionSql, operation: string): Promise<Snapshots> => {
  const rows = await tx<{ seq: number }[]>`
    select seq from snapshots where operation_id = ${operation} and state_version = ${stateVersion()} order by seq`;
  const expected = new Map<number, string | undefined>(rows.map(({ seq }) => [seq, undefined]));
  return {
    pass(seq, state) {
      if (expected.has(seq)) expected.set(seq, stateHash(state));
    },
    async compare() {
      const found: string[] = [];
      for (const [seq, hash] of expected) {
        const [row] = await tx<{ state: OperationState }[]>`
          select state from snapshots
          where operation_id = ${operation} and state_version = ${stateVersion()} and seq = ${seq}`;
        if (hash === undefined) found.push(`the snapshot at event ${seq} lies outside of the log`);
        else if (row === undefined || stateHash(row.state) !== hash) {
          found.push(`the snapshot at event ${seq} is not what the log comes to`);
        }
      }
      return found;
    },
  };
};
