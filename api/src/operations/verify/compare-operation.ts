import type { Followed } from './follow-log.ts';

/** The row of an operation as it is stored. */
export type OperationRow = {
  readonly id: string;
  readonly kind: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly network: string | null;
  readonly status: string;
  readonly head: number;
  readonly headHash: string;
  readonly headAt: Date | null;
  readonly answers: number;
  readonly answersHash: string;
};

/** What the row of an operation says otherwise than its log; how the log ends is judged with the chain. */
export const compareOperation = (row: OperationRow, { state, at }: Followed): readonly string[] => {
  const expected: Readonly<Record<string, string | null>> = {
    kind: state.kind,
    name_zh: state.name.zh,
    name_en: state.name.en,
    network_version: state.network,
    // Nothing closes an operation yet.
    status: 'open',
    head_at: at,
  };
  const stored: Readonly<Record<string, string | null>> = {
    kind: row.kind,
    name_zh: row.nameZh,
    name_en: row.nameEn,
    network_version: row.network,
    status: row.status,
    head_at: row.headAt?.toISOString() ?? null,
  };
  return Object.keys(expected)
    .filter((column) => expected[column] !== stored[column])
    .map((column) => `its row says ${column} ${stored[column]}, the log ${expected[column]}`);
};
